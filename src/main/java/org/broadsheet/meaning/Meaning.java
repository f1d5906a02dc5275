package org.broadsheet.meaning;

/**
 * Where a text stands by what it means: a direction, of whose numbers each is in one of 255 steps.
 *
 * @param length of these numbers as a vector; 0 for no direction
 */
public record Meaning(byte[] steps, double length) {

    private static final int STEPS = 127;

    /** As it was kept. */
    static Meaning read(byte[] steps) {
        return new Meaning(steps, Math.sqrt(dot(steps, steps)));
    }

    static Meaning of(float[] vector) {
        float largest = 0;
        for (float one : vector) {
            largest = Math.max(largest, Math.abs(one));
        }
        byte[] steps = new byte[vector.length];
        for (int i = 0; largest > 0 && i < vector.length; i++) {
            steps[i] = (byte) Math.round(STEPS * vector[i] / largest);
        }
        return read(steps);
    }

    /** Of the angle between both: 1 for the same direction. */
    public double cosine(Meaning other) {
        return length == 0 || other.length == 0 ? 0 : dot(steps, other.steps) / (length * other.length);
    }

    /** Whole numbers, as the compiler adds many of them at once. */
    private static int dot(byte[] a, byte[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

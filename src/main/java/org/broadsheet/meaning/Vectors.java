package org.broadsheet.meaning;

/** Vectors of length 1, kept in a byte for each number. */
public final class Vectors {

    private static final int STEPS = 127;

    private Vectors() {}

    /** The direction alone is kept, each number in one of 255 steps. */
    static byte[] pack(float[] vector) {
        float largest = 0;
        for (float one : vector) {
            largest = Math.max(largest, Math.abs(one));
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; largest > 0 && i < vector.length; i++) {
            bytes[i] = (byte) Math.round(STEPS * vector[i] / largest);
        }
        return bytes;
    }

    static float[] unpack(byte[] bytes) {
        float[] vector = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            vector[i] = bytes[i];
        }
        return normalised(vector);
    }

    /** The sum of {@code a} and {@code share} of {@code b}, of length 1. */
    static float[] mixed(float[] a, float[] b, float share) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + share * b[i];
        }
        return normalised(sum);
    }

    static float[] normalised(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] one = new float[vector.length];
        for (int i = 0; length > 0 && i < vector.length; i++) {
            one[i] = (float) (vector[i] / length);
        }
        return one;
    }

    /** The cosine of the angle between two vectors of length 1. */
    public static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        return s0 + s1 + s2 + s3;
    }
}

package org.broadsheet.meaning;

/** Vectors of length 1. */
final class Vectors {

    private Vectors() {}

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

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

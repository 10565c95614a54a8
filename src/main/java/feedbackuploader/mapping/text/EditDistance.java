package feedbackuploader.mapping.text;

/**
 * How many characters must be put in, taken out, replaced, or exchanged with their neighbour to make one text of another
 * (the optimal string alignment distance).
 */
public final class EditDistance {

    private EditDistance() {}

    public static int between(String one, String other) {
        int[] above = new int[other.length() + 1];
        int[] twoAbove = above;
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
                if (i > 1 && j > 1 && areExchanged(one, i, other, j)) {
                    row[j] = Math.min(row[j], 1 + twoAbove[j - 2]);
                }
            }
            twoAbove = above;
            above = row;
        }
        return above[other.length()];
    }

    private static boolean areExchanged(String one, int i, String other, int j) {
        return one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}

package feedbackuploader.upload;

import java.util.Arrays;

/** Whether a digest was there before, by half of it; of very many, only the first million are known: memory is bounded. */
final class SeenHalves {

    private static final int MOST = 1 << 20;

    /** 0 for a free place; two of a million different ones meet with a chance below 10⁻⁷. */
    private long[] places = new long[1 << 10];

    private int kept;

    /** Whether {@code half} was added before. */
    boolean add(long half) {
        long other = half == 0 ? 1 : half;
        int place = placeOf(other);
        if (places[place] == other) {
            return true;
        }
        if (kept < MOST) {
            places[place] = other;
            kept++;
            if (kept > places.length / 2) {
                grow();
            }
        }
        return false;
    }

    private int placeOf(long half) {
        int place = Long.hashCode(half) & (places.length - 1);
        while (places[place] != 0 && places[place] != half) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] before = places;
        places = new long[before.length * 2];
        Arrays.stream(before).filter(half -> half != 0).forEach(half -> places[placeOf(half)] = half);
    }
}

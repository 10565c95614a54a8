package feedbackuploader.feedback;

import java.math.BigDecimal;

/**
 * The value of metric feedback. A boolean metric takes {@code true}, {@code false}, 0 and 1; a scalar metric takes any
 * number that a double can hold.
 */
public sealed interface Value {

    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** An exact number. 1.0 and 1 are the same value, so they are equal here: the number is kept without trailing zeros. */
    record Scalar(BigDecimal number) implements Value {
        /** Below this many digits before the point, a number is written out in full: 1000, not 1E+3. */
        private static final int PLAIN_DIGITS = 21;

        public Scalar {
            number = number.stripTrailingZeros();
            if (number.scale() < 0 && (long) number.precision() - number.scale() <= PLAIN_DIGITS) {
                number = number.setScale(0);
            }
        }

        /** A valid JSON number with every digit of the input. */
        @Override
        public String toString() {
            return number.toString();
        }
    }
}

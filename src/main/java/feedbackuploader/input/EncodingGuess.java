package feedbackuploader.input;

import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** The encoding of a text that is not UTF-8: as the detector says, as long as words come out, and not a mix of alphabets. */
final class EncodingGuess {

    /** Enough for the statistics, and read from the first byte on that is not ASCII. */
    private static final int GUESSED_FROM_AT_MOST = 4 << 20;

    private static final int CONTEXT = 40;

    /** Cyrillic differs in the capitals alone here, and Macs have written UTF-8 for twenty years. */
    private static final Map<String, String> UNLIKELY = Map.of("MACCYRILLIC", "WINDOWS-1251");

    /** The same letters, and quotes and dashes where the others have controls. */
    private static final Map<String, String> TWINS = Map.of(
            "ISO-8859-1", "windows-1252",
            "ISO-8859-2", "windows-1250",
            "ISO-8859-7", "windows-1253",
            "ISO-8859-8", "windows-1255",
            "ISO-8859-9", "windows-1254");

    /** What else it may be where the detector is wrong. */
    private static final List<Charset> OTHERS = List.of(
            Charset.forName("windows-1252"),
            Charset.forName("windows-1250"),
            Charset.forName("windows-1251"),
            Charset.forName("windows-1253"));

    /** Controls that no text has. */
    private static final Pattern CONTROL = Pattern.compile("[\u0080-\u009F]");

    /** What stands for a byte that means nothing. */
    private static final char NOTHING = '\uFFFD';

    private EncodingGuess() {}

    /**
     * @param file for messages
     * @param firstFault the first byte that is not UTF-8
     * @return null where it is UTF-8 after all
     * @throws InputException when no encoding, or more than one, makes words of it
     */
    static @Nullable Encoding of(String file, Bytes text, long firstFault) throws InputException, IOException {
        long from = Math.max(0, firstFault - CONTEXT);
        byte[] sample;
        try (InputStream stream = text.open()) {
            stream.skipNBytes(from);
            sample = stream.readNBytes(GUESSED_FROM_AT_MOST);
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(sample);
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        if (name == null || !Charset.isSupported(UNLIKELY.getOrDefault(name, name))) {
            return null;
        }
        Charset charset = Charset.forName(UNLIKELY.getOrDefault(name, name));
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            return null;
        }
        Charset twin = Charset.forName(TWINS.getOrDefault(charset.name(), charset.name()));
        Charset sound = isSound(sample, charset) ? charset : isSound(sample, twin) ? twin : other(file, sample);
        int fault = new String(sample, 0, (int) (firstFault - from), sound).length();
        return new Encoding(sound, 0, LetterRuns.example(new String(sample, sound), fault));
    }

    private static boolean isSound(byte[] sample, Charset charset) {
        String decoded = new String(sample, charset);
        return !CONTROL.matcher(decoded).find() && !LetterRuns.mixAlphabets(decoded);
    }

    /** The only other encoding that makes words of the sample. */
    private static Charset other(String file, byte[] sample) throws InputException {
        Map<Charset, String> possible = new LinkedHashMap<>();
        for (Charset charset : OTHERS) {
            String decoded = new String(sample, charset);
            if (decoded.indexOf(NOTHING) < 0 && isSound(sample, charset)) {
                possible.put(charset, decoded);
            }
        }
        if (possible.values().stream().distinct().count() == 1) {
            return possible.keySet().iterator().next();
        }
        throw new InputException(
                file,
                new Problem(
                        "text that is not UTF-8, in an encoding that cannot be detected",
                        "UTF-8, or the name of the encoding",
                        possible.isEmpty()
                                ? "Name the encoding with --encoding, or save the file as UTF-8."
                                : choice(possible) + " Or save the file as UTF-8."));
    }

    /** Each encoding with the option that names it and the first word that it reads as no other does. */
    private static String choice(Map<Charset, String> possible) {
        List<String> texts = List.copyOf(possible.values());
        int differs = 0;
        while (sameAt(texts, differs)) {
            differs++;
        }
        int at = differs;
        return "Add the option whose sample is right: "
                + possible.entrySet().stream()
                        .map(entry -> "--encoding " + entry.getKey().name() + " ("
                                + Printable.quoted(LetterRuns.around(entry.getValue(), at)) + ")")
                        .collect(Collectors.joining(" or "))
                + ".";
    }

    /** In these encodings a byte is a character, so all texts are of one length. */
    private static boolean sameAt(List<String> texts, int at) {
        return texts.stream().map(text -> text.charAt(at)).distinct().count() == 1;
    }
}

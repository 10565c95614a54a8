package feedbackuploader.adaptive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds a secret in a foreign text, in whatever way it was written down: in capitals or small letters, with any
 * of its characters escaped as in JSON, URLs, HTML or shells, and in Base64, alone or in the middle of other text.
 */
final class SecretPattern {

    /** A shorter secret is found as it is and in no other way: too much would look like it. */
    static final int SHORTEST_ENCODED = 8;

    private static final Map<Character, String> ENTITIES =
            Map.of('&', "amp", '<', "lt", '>', "gt", '"', "quot", '\'', "apos");

    private SecretPattern() {}

    /** @param secret visible ASCII, perhaps with blanks */
    static Pattern of(String secret) {
        if (secret.length() < SHORTEST_ENCODED) {
            return Pattern.compile(Pattern.quote(secret));
        }
        String written = secret.chars().mapToObj(SecretPattern::written).collect(Collectors.joining("", "(?i:", ")"));
        List<String> base64 = List.of(base64(secret, 0), base64(secret, 1), base64(secret, 2));
        return Pattern.compile(written + "|" + String.join("|", base64));
    }

    private static String written(int character) {
        String hex = String.format(Locale.ROOT, "%02x", character);
        String entity = ENTITIES.get((char) character);
        return "(?:\\\\{0,4}" + Pattern.quote(Character.toString(character))
                + "|%(?:25)*" + hex
                + "|\\\\{1,4}(?:u00|x)" + hex
                + "|&#(?:x0*" + hex + "|0*" + character + ");?"
                + (entity == null ? "" : "|&" + entity + ";")
                + (character == ' ' ? "|\\+" : "")
                + ")";
    }

    /**
     * Those characters of a Base64 text that depend on the secret alone, in either alphabet.
     *
     * @param before how many bytes other than the secret's stand in the group of three in which it begins
     */
    private static String base64(String secret, int before) {
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = before == 0 ? 0 : before + 1;
        int to = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        return Arrays.stream(text.substring(from, to).split(""))
                .map(one -> one.equals("+") ? "[-+]" : one.equals("/") ? "[/_]" : one)
                .collect(Collectors.joining());
    }
}

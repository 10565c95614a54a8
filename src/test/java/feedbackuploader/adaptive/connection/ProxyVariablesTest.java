package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {

    private static Map<String, String> environment(String variables) {
        return Arrays.stream(variables.split(" & ", -1))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0].strip(), variable -> variable[1].strip()));
    }

    private static String proxyFor(String url, String variables) {
        return ProxyVariables.proxyFor(Address.parse(url, true), environment(variables))
                .map(proxy -> proxy + (proxy.credentials() == null ? "" : " as " + proxy.credentials()))
                .orElse("direct");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.test     | PATH=/bin                                          | direct",
                "https://a.test     | HTTPS_PROXY=http://p.test:3128                     | p.test:3128",
                "https://a.test     | https_proxy=p.test:3128/                           | p.test:3128",
                "https://a.test     | https_proxy=one.test:1 & HTTPS_PROXY=two.test:2    | one.test:1",
                "https://a.test     | https_proxy= & HTTPS_PROXY=two.test:2              | two.test:2",
                "https://a.test     | ALL_PROXY=HTTP://p.test:3128                       | p.test:3128",
                "https://a.test     | all_proxy=one.test:1 & https_proxy=two.test:2      | two.test:2",
                "https://a.test     | HTTP_PROXY=http://p.test:3128                      | direct",
                "http://a.test      | HTTP_PROXY=http://p.test:3128                      | p.test:3128",
                "https://a.test     | HTTPS_PROXY=http://[::1]:3128                      | [::1]:3128",
                "https://a.test     | HTTPS_PROXY=http://ann:pa:ss@p.test:8              | p.test:8 as ann:pa:ss",
                "https://a.test     | HTTPS_PROXY=http://ann:p%40+%2F@p.test:8           | p.test:8 as ann:p@+/",
                "https://a.test     | HTTPS_PROXY=http://ann:p@ss@p.test:8               | p.test:8 as ann:p@ss",
                "https://localhost  | HTTPS_PROXY=http://p.test:3128                     | direct",
                "http://127.0.0.1:9 | HTTP_PROXY=http://p.test:3128                      | direct",
                "https://[::1]      | HTTPS_PROXY=http://p.test:3128                     | direct",
                "https://a.b.test   | HTTPS_PROXY=p.test:3128 & NO_PROXY=b.test          | direct",
                "https://a.b.test   | HTTPS_PROXY=p.test:3128 & no_proxy=.b.test         | direct",
                "https://A.B.test   | HTTPS_PROXY=p.test:3128 & no_proxy=*.B.TEST        | direct",
                "https://b.test     | HTTPS_PROXY=p.test:3128 & no_proxy=.b.test         | direct",
                "https://ab.test    | HTTPS_PROXY=p.test:3128 & NO_PROXY=b.test          | p.test:3128",
                "https://a.test     | HTTPS_PROXY=p.test:3128 & NO_PROXY=*               | direct",
                "https://a.test     | HTTPS_PROXY=p.test:3128 & NO_PROXY=x.test, a.test  | direct",
                "https://a.test     | HTTPS_PROXY=p.test:3128 & NO_PROXY=x.test a.test   | direct",
                "https://a.test     | HTTPS_PROXY=p.test:3128 & NO_PROXY=,               | p.test:3128",
                "https://a.test     | HTTPS_PROXY=p.test:3128 & NO_PROXY=a.test:443      | direct",
                "https://a.test:8   | HTTPS_PROXY=p.test:3128 & NO_PROXY=a.test:443      | p.test:3128",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.1.2.3        | direct",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.0.0.0/8      | direct",
                "https://11.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.0.0.0/8      | p.test:3128",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.1.2.2/31     | direct",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.1.2.2/33     | p.test:3128",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.1.2.2/x      | p.test:3128",
                "https://10.1.2.3   | HTTPS_PROXY=p.test:3128 & NO_PROXY=2.3             | p.test:3128",
                "https://[fd00::7]  | HTTPS_PROXY=p.test:3128 & NO_PROXY=fd00::/8        | direct",
                "https://[fd00::7]  | HTTPS_PROXY=p.test:3128 & NO_PROXY=[fd00::7]:443   | direct",
                "https://[fd00::7]  | HTTPS_PROXY=p.test:3128 & NO_PROXY=[fd00::7]:444   | p.test:3128",
                "https://[fd00::7]  | HTTPS_PROXY=p.test:3128 & NO_PROXY=10.0.0.0/8      | p.test:3128",
                "https://a.test     | HTTPS_PROXY=socks5://p.test:1 & NO_PROXY=a.test    | direct",
            })
    void finds_the_proxy_as_curl_does(String url, String variables, String expected) {
        assertThat(proxyFor(url, variables)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HTTPS_PROXY=socks5://zoe:secret@p.test:1, HTTPS_PROXY names a kind of proxy that this program does not support",
        "ALL_PROXY=https://zoe:secret@p.test:1, ALL_PROXY names a kind of proxy that this program does not support",
        "https_proxy=http://zoe:secret@p.test, https_proxy is not the URL of a proxy: expected http://HOST:PORT",
        "https_proxy=http://zoe:secret@p.test:0, https_proxy is not the URL of a proxy: expected http://HOST:PORT",
        "https_proxy=http://zoe:secret@p.test:65536, https_proxy is not the URL of a proxy",
        "https_proxy=http://zoe:secret@p.test:1/path, https_proxy is not the URL of a proxy",
        "https_proxy=http://zoe:%secret@p.test:1, 'https_proxy: a % in the password has no two'",
    })
    void says_which_variable_is_wrong_and_never_what_is_in_it(String variable, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxyFor("https://a.test", variable))
                .withMessageStartingWith(message)
                .withMessageNotContainingAny("secret", "zoe")
                .withNoCause();
    }
}

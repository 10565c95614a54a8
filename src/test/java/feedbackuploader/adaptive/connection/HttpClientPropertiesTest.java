package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientPropertiesTest {

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        System.clearProperty("jdk.httpclient.keepalive.timeout");
        HttpClientProperties.apply();
    }

    @Test
    void never_lets_the_client_send_twice_whatever_the_user_set() {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
        System.clearProperty("jdk.httpclient.disableRetryConnect");
        System.clearProperty("jdk.httpclient.keepalive.timeout");

        HttpClientProperties.apply();

        assertThat(System.getProperty("jdk.httpclient.enableAllMethodRetry")).isEqualTo("false");
        assertThat(System.getProperty("jdk.httpclient.disableRetryConnect")).isEqualTo("true");
        assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("4");
        String parallelism = System.getProperty("java.util.concurrent.ForkJoinPool.common.parallelism");
        assertThat(parallelism == null).isEqualTo(Runtime.getRuntime().availableProcessors() > 2);
    }

    @Test
    void leaves_the_users_own_keep_alive() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
        HttpClientProperties.apply();
        assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("2");
    }

    /** As Java reads it: a system property first, and the word alone means yes. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,-,false",
                "-,false,false",
                "-,true,true",
                "-,'',true",
                "false,true,false",
                "true,-,true",
                "'',-,true",
                "TRUE,false,true"
            })
    void knows_whether_java_repeats_posts(String property, String setting, boolean repeats) throws IOException {
        String name = "jdk.httpclient.enableAllMethodRetry";
        Path settings =
                Files.writeString(folder.resolve("net.properties"), setting == null ? "" : name + "=" + setting + "\n");
        System.clearProperty(name);
        if (property != null) {
            System.setProperty(name, property);
        }

        assertThat(HttpClientProperties.repeatsPosts(settings)).isEqualTo(repeats);
        if (property == null) {
            assertThat(HttpClientProperties.repeatsPosts(folder.resolve("absent")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,1,true",
                "-,2,true",
                "-,3,false",
                "-,64,false",
                "1,64,true",
                "2,1,false",
                "8,1,false",
                "x,8,true"
            })
    void wants_two_threads_in_the_common_pool(String given, int processors, boolean needed) {
        assertThat(HttpClientProperties.needsParallelism(given, processors)).isEqualTo(needed);
    }
}

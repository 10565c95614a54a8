package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClosableHttpClientTest {

    @Test
    void a_closed_client_leaves_no_thread_that_the_program_would_wait_for_at_its_end() throws Exception {
        ClosableHttpClient client = ClosableHttpClient.build(HttpClient.newBuilder());
        Thread[] threads = new Thread[4];
        assertThat(client.threads().enumerate(threads))
                .as("%s", (Object) threads)
                .isPositive();

        client.close();

        for (Thread thread : threads) {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).as("%s", thread).isFalse();
            }
        }
    }

    @Test
    void what_the_builder_refuses_is_refused_as_it_says() {
        HttpClient.Builder builder = HttpClient.newBuilder();
        HttpClient.Builder refusing = (HttpClient.Builder) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpClient.Builder.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("no selector for " + builder);
                });

        assertThatThrownBy(() -> ClosableHttpClient.build(refusing)).isInstanceOf(IllegalStateException.class);
    }
}

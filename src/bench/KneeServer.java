import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** 32 workers of 20 ms each and a queue before them, on the port that is given. */
public final class KneeServer {

    private static final Semaphore WORKERS = new Semaphore(32, true);

    private static final byte[] ANSWER = answer();

    private KneeServer() {}

    private static byte[] answer() {
        String body = "{\"feedback_id\":\"0643fedf-e3f7-3500-9ee2-f95b68fbee5e\"}";
        String head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ";
        return (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 1024, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket client = server.accept();
                Thread thread = new Thread(() -> serve(client));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new java.io.BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            while (readRequest(in)) {
                WORKERS.acquire();
                try {
                    Thread.sleep(20);
                } finally {
                    WORKERS.release();
                }
                out.write(ANSWER);
            }
        } catch (IOException | InterruptedException e) {
            return; // the client is gone
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            last4 = last4 << 8 | b;
            head.write(b);
        }
        for (String line : head.toString(StandardCharsets.US_ASCII).split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                in.skipNBytes(Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        return true;
    }
}

package feedbackuploader.cli.console;

import java.util.Optional;

/** How someone who is logged in from another computer reaches a port of this one. */
public final class SshTunnel {

    private SshTunnel() {}

    /**
     * @param surroundings whose {@code SSH_CONNECTION} is the address and port of the other computer, then of this one
     * @return the command to type on the other computer; empty where nobody is logged in from one
     */
    public static Optional<String> to(int port, Surroundings surroundings) {
        String connection = surroundings.variable("SSH_CONNECTION");
        if (connection == null) {
            return Optional.empty();
        }
        String[] words = connection.strip().split(" ", -1);
        String address = words.length < 4 ? "THIS-COMPUTER" : words[2];
        String sshPort = words.length < 4 || words[3].equals("22") ? "" : " -p " + words[3];
        String user = surroundings.variable("USER") == null ? "" : surroundings.variable("USER") + "@";
        return Optional.of("ssh -N -L " + port + ":127.0.0.1:" + port + sshPort + " " + user + address);
    }
}

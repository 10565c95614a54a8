package feedbackuploader.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A file's content, unpacked where it is packed, while the digest is taken of the bytes as they are on the disk. */
final class Content extends FilterInputStream {

    private final DigestInputStream file;

    private Content(DigestInputStream file, InputStream content) {
        super(content);
        this.file = file;
    }

    static Content open(Bytes bytes, boolean gzip) throws IOException {
        DigestInputStream file = new DigestInputStream(bytes.open(), Fingerprint.sha256());
        return new Content(file, gzip ? Gunzip.open(file) : file);
    }

    /** Of every byte of the file, the ones that nobody asked for among them; once, at the end. */
    String sha256() throws IOException {
        file.transferTo(OutputStream.nullOutputStream());
        MessageDigest digest = file.getMessageDigest();
        return Fingerprint.hex(digest);
    }
}

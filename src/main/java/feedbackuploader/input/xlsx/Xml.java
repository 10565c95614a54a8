package feedbackuploader.input.xlsx;

import feedbackuploader.input.BrokenBytesException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The elements of one part of a workbook, one after the other, without entities, document types or huge tags. */
final class Xml implements Closeable {

    private static final XMLInputFactory FACTORY = factory();

    private static final int BUFFER = 1 << 14;

    /** The parser remembers each element that is open. A spreadsheet needs some fifteen. */
    private static final int DEEPEST = 256;

    private final InputStream stream;
    private final XMLStreamReader reader;
    private int depth;

    Xml(InputStream stream) throws IOException {
        this.stream = stream;
        try {
            this.reader = FACTORY.createXMLStreamReader(characters(new ShortTags(stream)));
        } catch (XMLStreamException | CharacterCodingException e) {
            throw damaged(e);
        }
    }

    /** Decoded here, strictly: the parser prints to standard error what it cannot decode. */
    private static Reader characters(InputStream stream) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()), BUFFER);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Without document types there are no entities; the limit would count the text of a long sheet.
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit", "0");
        return factory;
    }

    /** Goes to the next start or end of an element, or on to the end of the part; false there. */
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                int event = event();
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException | RuntimeException e) { // the parser throws both at what is no XML
            throw damaged(e);
        }
    }

    private int event() throws XMLStreamException, BrokenBytesException {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
            throw Workbook.strange("elements nested more than 256 levels deep");
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    boolean starts(String element) {
        return reader.isStartElement() && reader.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return reader.isEndElement() && reader.getLocalName().equals(element);
    }

    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Appends the text up to the end of the element that has just started, and no more than one character too many. */
    void text(StringBuilder into, int limit) throws IOException {
        try {
            for (int outside = depth - 1; depth > outside; ) {
                event();
                if (reader.isCharacters()) {
                    int count = Math.min(reader.getTextLength(), limit + 1 - into.length());
                    into.append(reader.getTextCharacters(), reader.getTextStart(), Math.max(0, count));
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(Exception e) {
        Throwable cause = e instanceof XMLStreamException stream && stream.getNestedException() != null
                ? stream.getNestedException()
                : e.getCause();
        return cause instanceof BrokenBytesException broken ? broken : Workbook.damaged();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

package feedbackuploader.input;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line, or an element of an array, that is one JSON object: no key twice, no lone surrogate, and numbers with every digit of the file. */
public record JsonRow(long number, long line, String text, ObjectNode object) implements Row {}

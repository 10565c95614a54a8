package feedbackuploader.web;

import feedbackuploader.web.local.BadCallException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be chosen in the page. */
record AllowedChoices(Commands commands) {

    void refuseOthers(List<Choice> choices) throws BadCallException {
        Set<String> known = commands.options().stream().map(UploadOption::name).collect(Collectors.toSet());
        for (Choice choice : choices) {
            if (!known.contains(choice.option())) {
                throw BadCallException.unusable(choice.option() + " cannot be chosen in the page.");
            }
            if (commands.holdsKey(String.valueOf(choice.value()))) {
                throw BadCallException.unusable(
                        "The API key stands in " + choice.option() + ". Leave it out: the page has it already.");
            }
        }
    }
}

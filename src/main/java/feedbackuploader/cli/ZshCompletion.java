package feedbackuploader.cli;

import feedbackuploader.cli.options.CompletionCandidates;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A completion function for zsh (zshcompsys(1), _arguments), to be sourced or put where zsh looks for it. The script that
 * picocli writes for bash would run there too, but shows no descriptions and changes the user's own settings.
 */
final class ZshCompletion {

    private static final String NEXT = " \\\n          ";

    private ZshCompletion() {}

    static String of(CommandLine commands) {
        String name = commands.getCommandName();
        String described = commands.getSubcommands().entrySet().stream()
                .map(sub -> quoted(sub.getKey() + ":"
                        + CompletionText.of(sub.getValue().getCommandSpec().usageMessage())))
                .collect(Collectors.joining("\n        "));
        String cases = commands.getSubcommands().entrySet().stream()
                .map(sub -> "        " + sub.getKey() + ")\n          _arguments -s"
                        + arguments(sub.getValue().getCommandSpec()) + ";;\n")
                .collect(Collectors.joining());
        return """
                #compdef PROGRAM

                _PROGRAM() {
                  local curcontext="$curcontext" state line
                  typeset -A opt_args
                  _arguments -C \\
                    {-h,--help}'[Show this help message and exit]' \\
                    {-V,--version}'[Print version information and exit]' \\
                    '1: :->command' \\
                    '*:: :->arguments'
                  case $state in
                    command)
                      local -a commands
                      commands=(
                        DESCRIBED
                      )
                      _describe command commands
                      ;;
                    arguments)
                      case $words[1] in
                CASES      esac
                      ;;
                  esac
                }

                # Called by the completion system, or sourced.
                if [[ $funcstack[1] == _PROGRAM ]]; then
                  _PROGRAM "$@"
                else
                  compdef _PROGRAM PROGRAM
                fi
                """.replace("PROGRAM", name).replace("DESCRIBED", described).replace("CASES", cases);
    }

    private static String arguments(CommandSpec command) {
        return Stream.concat(
                        command.options().stream().flatMap(ZshCompletion::option),
                        command.positionalParameters().stream().map(ZshCompletion::parameter))
                .map(argument -> NEXT + argument)
                .collect(Collectors.joining());
    }

    private static Stream<String> option(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        String value = takesValue ? ":" + message(option) + ":" + action(option) : "";
        String others = option.names().length > 1 && !option.isMultiValue()
                ? "(" + String.join(" ", option.names()) + ")"
                : option.isMultiValue() ? "*" : "";
        return Stream.of(option.names())
                .map(name -> quoted(others + name + (takesValue && name.startsWith("--") ? "=" : "") + "["
                        + escaped(CompletionText.of(option)) + "]" + value));
    }

    private static String parameter(PositionalParamSpec parameter) {
        String place = parameter.isMultiValue()
                ? "*"
                : String.valueOf(parameter.index().min() + 1);
        return quoted(
                place + (parameter.arity().min() == 0 ? "::" : ":") + message(parameter) + ":" + action(parameter));
    }

    private static String message(ArgSpec argument) {
        return escaped(argument.paramLabel()).replace("'", "");
    }

    private static String action(ArgSpec argument) {
        List<String> words = CompletionCandidates.of(argument);
        if (words.isEmpty()) {
            return CompletionText.isFile(argument) ? "_files" : "";
        }
        return "(" + String.join(" ", words) + ")";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

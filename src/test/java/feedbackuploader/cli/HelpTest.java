package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {

    static Stream<CommandSpec> commands() {
        return all().stream();
    }

    /** The program itself and its commands. */
    static List<CommandSpec> all() {
        CommandLine program = Program.commandLine(Typed.nowhere());
        return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_fits_eighty_columns_and_has_no_doubled_percent_sign(CommandSpec command) {
        String help = command.commandLine().getUsageMessage(Ansi.OFF);

        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help).doesNotContain("%%");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_option_and_parameter_is_described(CommandSpec command) {
        assertThat(command.usageMessage().description()).isNotEmpty();
        assertThat(Stream.concat(command.options().stream(), command.positionalParameters().stream()))
                .allSatisfy((ArgSpec argument) ->
                        assertThat(String.join("", argument.description())).isNotBlank());
    }
}

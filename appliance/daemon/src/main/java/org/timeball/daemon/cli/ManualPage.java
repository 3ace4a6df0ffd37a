package org.timeball.daemon.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The manual page of one command in man(7)'s language, from what its help says.
///
/// @param section of the manual: 1 for commands of users, 8 for daemons
record ManualPage(CommandLine command, int section) {
    private static final List<String> IN_SECTIONS_OF_THEIR_OWN = List.of(UsageMessageSpec.SECTION_KEY_HEADER_HEADING,
            UsageMessageSpec.SECTION_KEY_HEADER, UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS, UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION, UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST, UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

    static ManualPage of(CommandLine command) {
        return new ManualPage(command, command.getCommandSpec().qualifiedName().equals("timeball daemon") ? 8 : 1);
    }

    /// Its file's name, such as `timeball-ctl.1`.
    String fileName() {
        return name() + "." + section;
    }

    private String name() {
        return command.getCommandSpec().qualifiedName("-");
    }

    /// The page.
    ///
    /// @param release such as `timeball 0.1.0`
    String text(String release) {
        CommandSpec spec = command.getCommandSpec();
        Help help = command.getHelp();
        List<String> description = List.of(spec.usageMessage().description());
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(name().toUpperCase(Locale.ROOT)).append(' ').append(section)
                .append(" \"\" \"").append(escaped(release)).append("\" \"Timeball\"\n.nh\n.ad l\n");
        page.append(".SH NAME\n").append(escaped(name())).append(" \\- ").append(escaped(brief(description)))
                .append('\n');
        page.append(".SH SYNOPSIS\n").append(escaped(help.synopsis(0).replaceAll("\\s+", " ").strip())).append('\n');
        page.append(".SH DESCRIPTION\n").append(paragraphs(description));
        List<PositionalParamSpec> parameters = spec.positionalParameters().stream().filter(p -> !p.hidden()).toList();
        List<OptionSpec> options = spec.options().stream().filter(o -> !o.hidden()).toList();
        if (!parameters.isEmpty()) {
            page.append(".SH ARGUMENTS\n");
            parameters.forEach(parameter -> page.append(item(parameter.paramLabel(), parameter)));
        }
        page.append(".SH OPTIONS\n");
        options.forEach(option -> page.append(item(form(option), option)));
        List<CommandLine> below = below(command);
        if (!below.isEmpty()) {
            page.append(".SH COMMANDS\n");
            below.forEach(each -> page.append(".TP\n.B ").append(escaped(each.getCommandName())).append('\n')
                    .append(paragraphs(List.of(each.getCommandSpec().usageMessage().description()))));
        }
        page.append(rest(help));
        page.append(".SH SEE ALSO\n").append(others()).append('\n');
        return page.toString();
    }

    /// The commands under `of` that are meant for users.
    static List<CommandLine> below(CommandLine of) {
        return of.getSubcommands().values().stream().filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .distinct().toList();
    }

    private static String brief(List<String> description) {
        String first = description.getFirst();
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private static String form(OptionSpec option) {
        String label = option.arity().max() == 0
                ? ""
                : (option.longestName().startsWith("--") ? "=" : " ") + option.paramLabel();
        return Stream.of(option.names()).collect(Collectors.joining(", ")) + label;
    }

    private static String item(String form, ArgSpec about) {
        return ".TP\n.B " + escaped(form) + '\n' + paragraphs(List.of(about.description()));
    }

    /// One line of roff for each line, with breaks between them.
    private static String paragraphs(List<String> lines) {
        return lines.stream().map(ManualPage::escaped).collect(Collectors.joining("\n.br\n", "", "\n"));
    }

    /// The sections of the help that are lists laid out by hand: exit status, examples and a command's own.
    private String rest(Help help) {
        StringBuilder text = new StringBuilder();
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        for (String key : usage.sectionKeys()) {
            if (!IN_SECTIONS_OF_THEIR_OWN.contains(key)) {
                usage.sectionMap().getOrDefault(key, _ -> "").render(help).lines().filter(line -> !line.isBlank())
                        .forEach(line -> text.append(line.startsWith(" ") ? escaped(line) : heading(line))
                                .append('\n'));
            }
        }
        return text.isEmpty() ? "" : text.append(".fi\n").toString();
    }

    private static String heading(String line) {
        return ".fi\n.SH " + escaped(line.replaceAll(":$", "").toUpperCase(Locale.ROOT)) + "\n.nf";
    }

    private String others() {
        CommandLine top = command.getParent() == null ? command : command.getParent();
        return Stream.concat(Stream.of(top), below(top).stream()).filter(each -> each != command).map(ManualPage::of)
                .map(each -> ".BR " + escaped(each.name()) + " (" + each.section + ")")
                .collect(Collectors.joining(" ,\n"));
    }

    /// Plain text as roff takes it: `\` and `-` as themselves, no line a request.
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}

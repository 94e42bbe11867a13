using System.CommandLine;

namespace ApSpec.Cli.Commands;

/// <summary><c>bench</c>: listed here, run by the launcher of a checkout, since the benchmark is a program of its own.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var command = new Command("bench", "Measure ApSpec beside other checkers on the same work; './apspec bench' of a checkout runs it.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(int (ParseResult _) => throw new InputException("bench: is a program beside this one; './apspec bench' of a checkout builds and runs it"));
        return command;
    }
}

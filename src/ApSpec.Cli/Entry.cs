using System.CommandLine;
using System.CommandLine.Parsing;
using ApSpec.RealDriver.Run;

namespace ApSpec.Cli;

/// <summary>Parses and runs a command; turns every failure into an exit code and one clear text.</summary>
internal static class Entry
{
    // '@file' is a plain file name: no arguments are read from it.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        Console.SetOut(new SafeWriter(output));
        Console.SetError(new SafeWriter(error));
        try
        {
            var parsed = Root.Create().Parse(args, Parser);
            if (ErrorsOf(parsed) is { Length: > 0 } errors)
            {
                foreach (var text in errors)
                    Console.Error.WriteLine($"apspec: {text}");
                Console.Error.WriteLine("apspec: see './apspec --help' or './apspec COMMAND --help'");
                return ExitCode.BadInput;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OutputLostException e)
        {
            if (e.IsReaderGone)
                return ExitCode.ReaderGone;
            Console.Error.WriteLine($"apspec: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (DriverLoadException e)
        {
            Console.Error.WriteLine($"apspec: the driver cannot be loaded: {e.Message}");
            return ExitCode.Violated;
        }
        catch (OutOfMemoryException)
        {
            Console.Error.WriteLine("apspec: no verdict: out of memory");
            return ExitCode.CutOff;
        }

        // Failures of the machine, not bugs of ours: a full disk, a directory without permission, a missing program.
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"apspec: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (NoVerdictException e)
        {
            Console.Error.WriteLine($"apspec: {e.Message}");
            return ExitCode.CutOff;
        }
#pragma warning disable CA1031 // bugs of ours are caught only here, and get their own exit code
        catch (Exception e)
        {
            Console.Error.WriteLine($"apspec: internal error, please report it with this text:\n{e}");
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }

    // An empty argument comes from an unset shell variable; no option accepts one.
    private static string[] ErrorsOf(ParseResult parsed) =>
    [
        .. parsed.Errors.Select(error => error.Message),
        .. parsed.CommandResult.Children.Where(HasEmpty)
            .Select(symbol => $"{NameOf(symbol)} '': is empty; is a variable not set?"),
    ];

    private static bool HasEmpty(SymbolResult symbol) => symbol.Tokens.Any(token => token.Value.Length == 0);

    private static string NameOf(SymbolResult symbol) => symbol switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => symbol.ToString()!,
    };
}

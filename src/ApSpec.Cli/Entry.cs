using System.CommandLine;

namespace ApSpec.Cli;

/// <summary>Parses and runs a command; turns every way to fail into an exit code and one clear text.</summary>
internal static class Entry
{
    public static int Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine($"apspec: {error.Message}");
            Console.Error.WriteLine("apspec: see './apspec --help' or './apspec COMMAND --help'");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputException e)
        {
            Console.Error.WriteLine($"apspec: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (NoVerdictException e)
        {
            Console.Error.WriteLine($"apspec: {e.Message}");
            return ExitCode.CutOff;
        }
#pragma warning disable CA1031 // the one place where our own mistakes end: they are told apart by the exit code
        catch (Exception e)
        {
            Console.Error.WriteLine($"apspec: internal error, please report it with this text:\n{e}");
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }
}

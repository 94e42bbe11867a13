namespace ApSpec.Cli;

/// <summary>No verdict is possible, which is not an error; the text says why. Ends the command with <see cref="ExitCode.CutOff"/>.</summary>
internal sealed class NoVerdictException(string message) : Exception(message);

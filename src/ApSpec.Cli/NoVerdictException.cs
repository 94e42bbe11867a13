namespace ApSpec.Cli;

/// <summary>Nothing can be said, and that is nobody's mistake: the text says why. Ends the command with <see cref="ExitCode.CutOff"/>.</summary>
internal sealed class NoVerdictException(string message) : Exception(message);

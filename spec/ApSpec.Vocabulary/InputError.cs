namespace ApSpec.Vocabulary;

/// <summary>Bad input from a user: where, what was read, and what is allowed there.</summary>
/// <param name="File">The file, or the option it came from.</param>
/// <param name="Line">Line number from 1; 0 when the whole input is meant.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record InputError(string File, int Line, string Message)
{
    /// <summary><c>file:line: message</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Bad input; <see cref="Entry"/> prints it: file, line, what was read, what is allowed.</summary>
internal sealed class InputException(string message) : Exception(message)
{
    public InputException(InputError error)
        : this(error.ToString())
    {
    }
}

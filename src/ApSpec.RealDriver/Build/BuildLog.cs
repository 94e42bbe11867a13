using System.Buffers;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>Every command of a build with its output, in order.</summary>
internal sealed class BuildLog
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \"'$\\`");
    private readonly StringBuilder text = new();

    /// <summary>Adds a command.</summary>
    public void Add(string command, IEnumerable<string> arguments, ToolOutput output)
    {
        text.Append("$ ").Append(command);
        foreach (var argument in arguments)
            text.Append(' ').Append(Quoted(argument));
        text.Append('\n').Append(output.Out).Append(output.Error);
        if (!output.IsOk)
            text.Append($"[{(output.Exit is { } exit ? $"exit {exit}" : "no exit")}]\n");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Quoted(string argument) =>
        argument.AsSpan().IndexOfAny(Special) < 0 ? argument : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

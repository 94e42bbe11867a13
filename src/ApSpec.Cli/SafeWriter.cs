using System.Text;

namespace ApSpec.Cli;

/// <summary>
/// All output of the command goes through this writer, also text from a trace file, a path or a driver. So only plain text reaches a
/// terminal.
/// </summary>
internal sealed class SafeWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (SafeText.IsPlain(buffer))
            inner.Write(buffer);
        else
            inner.Write(SafeText.Escape(buffer));
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value) => Write($"{value}\n");

    public override void Flush() => inner.Flush();
}

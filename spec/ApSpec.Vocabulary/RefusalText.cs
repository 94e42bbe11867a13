using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// Why an operation is not possible: an interpolated string with at most two operands. Each text is made once and then found again by its literals
/// and operands, since searches and random traces are refused the same things over and over.
/// </summary>
[InterpolatedStringHandler]
public struct RefusalText
{
    private static readonly ConcurrentDictionary<RefusalText, string> Made = new(new SameParts());

    private string? before;
    private string? between;
    private string? after;
    private Part first;
    private Part second;

    /// <summary>An empty text; the compiler appends its parts.</summary>
    public RefusalText(int literalLength, int formattedCount)
    {
        if (formattedCount is < 1 or > 2)
            throw new ArgumentOutOfRangeException(nameof(formattedCount), formattedCount, $"a text of {literalLength} characters has one or two operands");
    }

    private enum Form : byte
    {
        None,
        Mdev,
        Kvm,
        Apid,
        Apqn,
        Number,
        Hex,
        Name,
        NoKvm,
    }

    /// <summary>The text.</summary>
    public static string Of(in RefusalText text) => text.ToString();

    /// <summary>Appends a literal part.</summary>
    public void AppendLiteral(string literal)
    {
        if (first.Form == Form.None)
            before = literal;
        else if (second.Form == Form.None)
            between = literal;
        else
            after = literal;
    }

    /// <summary>Appends an mdev.</summary>
    public void AppendFormatted(MdevId mdev) => Append(Form.Mdev, mdev.Value);

    /// <summary>Appends a guest, or nothing.</summary>
    public void AppendFormatted(KvmId? kvm) => Append(kvm is null ? Form.NoKvm : Form.Kvm, kvm.GetValueOrDefault().Value);

    /// <summary>Appends an adapter.</summary>
    public void AppendFormatted(Apid apid) => Append(Form.Apid, apid.Value);

    /// <summary>Appends a queue.</summary>
    public void AppendFormatted(Apqn apqn) => Append(Form.Apqn, apqn.Qid);

    /// <summary>Appends a name.</summary>
    public void AppendFormatted(string name) => Append(Form.Name, 0, name);

    /// <summary>Appends a number.</summary>
    public void AppendFormatted(int number) => Append(Form.Number, (uint)number);

    /// <summary>Appends a number, in hex.</summary>
    public void AppendFormatted(uint number, string format) => Append(format == "x" ? Form.Hex : throw new FormatException(format), number);

    /// <summary>The text.</summary>
    public override readonly string ToString() =>
        Made.TryGetValue(this, out var made) ? made : Made.GetOrAdd(this, static text => text.Make());

    private readonly string Make() => string.Concat(before + first, between + second, after);

    private void Append(Form form, uint value, string? name = null)
    {
        if (first.Form == Form.None)
            first = new Part(form, value, name);
        else
            second = new Part(form, value, name);
    }

    private readonly record struct Part(Form Form, uint Value, string? Name)
    {
        public override string ToString() => Form switch
        {
            Form.None or Form.NoKvm => "",
            Form.Mdev => new MdevId((byte)Value).ToString(),
            Form.Kvm => new KvmId((byte)Value).ToString(),
            Form.Apid => new Apid((byte)Value).ToString(),
            Form.Apqn => Apqn.FromQid((ushort)Value).ToString(),
            Form.Number => $"{(int)Value}",
            Form.Hex => $"{Value:x}",
            Form.Name => Name!,
            _ => throw new InvalidOperationException($"unknown form {Form}"),
        };
    }

    // Literals of one place in the source are one object.
    private sealed class SameParts : IEqualityComparer<RefusalText>
    {
        public bool Equals(RefusalText x, RefusalText y) => x.first == y.first && x.second == y.second
            && ReferenceEquals(x.before, y.before) && ReferenceEquals(x.between, y.between) && ReferenceEquals(x.after, y.after);

        public int GetHashCode(RefusalText text) =>
            (((RuntimeHelpers.GetHashCode(text.between) * 31) + (int)text.first.Value) * 31) + (int)text.second.Value + ((int)text.first.Form << 16);
    }
}

using ApSpec.Vocabulary;

namespace ApSpec.Check.Locks;

/// <summary>A class of locks in an order over several traces. Class X is divided by the texts that name its locks in the source.</summary>
/// <param name="Class">The class.</param>
/// <param name="Text">The text of a lock of class X; empty for others.</param>
public readonly record struct LockNode(LockClass Class, string Text) : IComparable<LockNode>
{
    /// <inheritdoc/>
    public int CompareTo(LockNode other) => Class != other.Class ? Class.CompareTo(other.Class) : string.CompareOrdinal(Text, other.Text);

    /// <summary>Prints <c>L</c>, <c>X (&amp;matrix_dev->list_lock)</c>.</summary>
    public override string ToString() => Text.Length == 0 ? LockId.Letter(Class) : $"{LockId.Letter(Class)} ({Text})";
}

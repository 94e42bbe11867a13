namespace ApSpec.Vocabulary;

/// <summary>One line of the layout: what a field is called, whose it is, and what it means.</summary>
/// <param name="Owner">The entity: <c>m0</c>, <c>k1</c>, <c>05.0006</c>, <c>world</c>.</param>
/// <param name="Name">The field.</param>
/// <param name="Kind">What its value means.</param>
/// <param name="Word">First word.</param>
/// <param name="Shift">Lowest bit.</param>
/// <param name="Width">Bits; 0 when its feature is off.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="IsObservable">True when rules may see it.</param>
public sealed record FieldInfo(
    string Owner, string Name, FieldKind Kind, int Word, int Shift, int Width, string Meaning, bool IsObservable);

using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// What kind of operation violates a rule: with the rule it tells one defect from another. A NULL notification and a failing call
/// are kinds of their own.
/// </summary>
/// <param name="Kind">The operation's kind.</param>
/// <param name="IsNull">True for <c>null</c> in place of a guest.</param>
/// <param name="Fail">The kernel call that fails.</param>
public readonly record struct Trigger(OperationKind Kind, bool IsNull, FailPoint Fail)
{
    /// <summary>The kind of <paramref name="operation"/>.</summary>
    public static Trigger Of(in Operation operation) => new(
        operation.Kind,
        operation is { Kvm: null, Kind: OperationKind.SetKvm or OperationKind.Notify },
        operation.Fail);

    /// <summary>A small number for it, below <see cref="IndexMax"/>.</summary>
    public int Index => ((int)Kind * 16) + (IsNull ? 8 : 0) + (int)Fail;

    /// <summary>One more than the largest <see cref="Index"/>.</summary>
    public static int IndexMax { get; } = OperationSyntax.Forms.Length * 16;

    /// <summary><c>set_kvm null</c>, <c>open fail=iommu</c>.</summary>
    public override string ToString() =>
        OperationSyntax.Of(Kind).Verb + (IsNull ? " null" : "")
        + (Fail == FailPoint.None ? "" : $" fail={Fail.ToString().ToLowerInvariant()}");
}

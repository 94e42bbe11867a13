using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What a violated rule saw: where to look in the step's row, at whom, and one clause of plain ASCII text.</summary>
/// <param name="Column">The column of the table.</param>
/// <param name="Mdev">The mdev, if it is about one.</param>
/// <param name="Kvm">The guest, if it is about one.</param>
/// <param name="Queue">The queue's place in the scope; -1 when it is about none.</param>
/// <param name="Text">One clause: <c>k0 has 1 driver reference, no mdev is attached to it</c>.</param>
/// <param name="Sign">What tells this violation from others of its rule: the place of a fault, the classes of a lock cycle; null when its place alone does.</param>
public record struct Evidence(
    EvidenceColumn Column, MdevId? Mdev = null, KvmId? Kvm = null, int Queue = -1, string? Text = null, string? Sign = null)
{
    /// <summary>Evidence of nothing: what a judge passes in.</summary>
    public static Evidence None => new(EvidenceColumn.Result);
}

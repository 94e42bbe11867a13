using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What a violated rule saw: the column of the step's row, the object, and one clause of plain ASCII text.</summary>
/// <param name="Column">The column of the table.</param>
/// <param name="Mdev">The mdev, if it is about one.</param>
/// <param name="Kvm">The guest, if it is about one.</param>
/// <param name="Queue">The queue's place in the scope; -1 when it is about none.</param>
/// <param name="Text">One clause: <c>k0 has 1 driver reference, no mdev is attached to it</c>.</param>
/// <param name="Sign">Tells two violations of one rule apart: the place of a fault, or the classes of a lock cycle; null when neither applies.</param>
public record struct Evidence(
    EvidenceColumn Column, MdevId? Mdev = null, KvmId? Kvm = null, int Queue = -1, string? Text = null, string? Sign = null)
{
    /// <summary>Where the memory that is used after it was freed was freed; null when it is about no such memory.</summary>
    public string? Freed { get; init; }

    /// <summary>Where that memory is used; null when it is about no such memory.</summary>
    public readonly string? Used => Freed is not null && Sign is { } sign ? sign[(sign.IndexOf(' ') + 1)..] : null;

    /// <summary>Empty evidence, for the judge to pass in.</summary>
    public static Evidence None => new(EvidenceColumn.Result);
}

namespace ApSpec.RealDriver.Worker;

/// <summary>A rule violated at a step, with its evidence.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Column">The column of the table in which it shows.</param>
/// <param name="Queue">The queue's place in the scope; -1 for none.</param>
/// <param name="Mdev">The mdev it is about, if any.</param>
/// <param name="Kvm">The guest, if any.</param>
/// <param name="Text">One clause.</param>
/// <param name="Sign">Tells two violations of the rule apart.</param>
/// <param name="Freed">Where the memory was freed, if it is about freed memory.</param>
public sealed record ViolationData(string Rule, string Column, int Queue, byte? Mdev = null, byte? Kvm = null, string? Text = null, string? Sign = null, string? Freed = null);

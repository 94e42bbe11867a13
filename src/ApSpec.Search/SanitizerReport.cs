namespace ApSpec.Search;

/// <summary>What gcc's sanitizers report of a compiled driver on a trace.</summary>
/// <param name="Kind">In the sanitizer's own words: <c>heap-use-after-free</c>, <c>double-free</c>, <c>SEGV</c>.</param>
/// <param name="Access">The access: <c>read of 8 bytes</c>; null when there is none, or it is not known.</param>
/// <param name="At">The place of the bad access; null when it is not in the tree.</param>
/// <param name="FreedBy">The place that freed the memory; null when it was not freed, or not by the tree's code.</param>
/// <param name="AllocatedBy">The place that allocated the memory; null when not known, or not in the tree's code.</param>
public sealed record SanitizerReport(string Kind, string? Access, SanitizerPlace? At, SanitizerPlace? FreedBy, SanitizerPlace? AllocatedBy);

namespace ApSpec.Search;

/// <summary>What gcc's sanitizers report of a compiled driver on a trace.</summary>
/// <param name="Kind">In the sanitizer's own words: <c>heap-use-after-free</c>, <c>double-free</c>, <c>SEGV</c>.</param>
/// <param name="Access">The access: <c>read of 8 bytes</c>; null when it is none, or not known.</param>
/// <param name="At">Where it goes wrong; null when no place of the tree is named.</param>
/// <param name="FreedBy">Where the memory was freed; null when it was not, or not by the tree's code.</param>
/// <param name="AllocatedBy">Where the memory was allocated; null when that is not known, or not by the tree's code.</param>
public sealed record SanitizerReport(string Kind, string? Access, SanitizerPlace? At, SanitizerPlace? FreedBy, SanitizerPlace? AllocatedBy);

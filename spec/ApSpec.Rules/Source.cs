namespace ApSpec.Rules;

/// <summary>One source that rules cite.</summary>
/// <param name="Id">The id by which rules cite it: <c>f21916ec4826</c>, <c>H-I3</c>, <c>A-I14</c>, <c>B1</c>, <c>R1b</c>.</param>
/// <param name="File">The file in <c>spec/sources</c> that lists it.</param>
/// <param name="Where">Kernel version, path and symbol; commit; or Message-ID.</param>
/// <param name="Says">What was taken from it, in one clause.</param>
public sealed record Source(string Id, string File, string Where, string Says);

using System.Text.Json.Serialization;

namespace ApSpec.Search.Review;

/// <summary>One thing that differs after an operation.</summary>
/// <param name="What">Of which kind it is: <c>result</c>, the name of a field, a kind of fault, <c>lock order</c>, <c>inside the call</c>.</param>
/// <param name="Where">Whose it is: the owner of a field; empty for what has none.</param>
/// <param name="Before">What was, on the first subject.</param>
/// <param name="After">What is, on the second.</param>
public sealed record DifferencePart(string What, string Where, string Before, string After)
{
    /// <summary>What the caller sees.</summary>
    public const string Result = "result";

    /// <summary>Which lock was taken under which.</summary>
    public const string LockOrder = "lock order";

    /// <summary>Writes of masks and signals, in their order.</summary>
    public const string Calls = "inside the call";

    /// <summary>Of a fault, a lock order or what happens inside a call: that there is none.</summary>
    public const string None = "none";

    /// <summary>True for a fault that only one of the subjects has.</summary>
    [JsonIgnore]
    public bool IsFault => Where.Length == 0 && What is not (Result or LockOrder or Calls);
}

using System.Text.Json.Serialization;

namespace ApSpec.Search.Review;

/// <summary>One thing that differs after an operation.</summary>
/// <param name="What">Its kind: <c>result</c>, the name of a field, a kind of fault, <c>lock order</c>, <c>inside the call</c>.</param>
/// <param name="Where">The owner of a field; else empty.</param>
/// <param name="Before">The value on the first subject.</param>
/// <param name="After">The value on the second.</param>
public sealed record DifferencePart(string What, string Where, string Before, string After)
{
    /// <summary>What the caller sees.</summary>
    public const string Result = "result";

    /// <summary>Which lock was taken under which.</summary>
    public const string LockOrder = "lock order";

    /// <summary>Writes of masks and signals, in their order.</summary>
    public const string Calls = "inside the call";

    /// <summary>The value for no fault, no lock order, or nothing inside the call.</summary>
    public const string None = "none";

    /// <summary>True for an order in which locks are taken.</summary>
    [JsonIgnore]
    public bool IsOrder => What == LockOrder && Where.Length == 0;

    /// <summary>True for a fault that only one of the subjects has.</summary>
    [JsonIgnore]
    public bool IsFault => Where.Length == 0 && What is not (Result or LockOrder or Calls);
}

namespace ApSpec.Search.Review;

/// <summary>One thing that differs after an operation.</summary>
/// <param name="What">Of which kind it is: <c>result</c>, the name of a field, a kind of fault, <c>lock order</c>.</param>
/// <param name="Where">Whose it is: the owner of a field; empty for what has none.</param>
/// <param name="Before">What was, on the first subject.</param>
/// <param name="After">What is, on the second.</param>
public sealed record DifferencePart(string What, string Where, string Before, string After);

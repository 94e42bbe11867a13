namespace ApSpec.RealDriver.Worker;

/// <summary>One effect of a thread's step.</summary>
/// <param name="Function">The function.</param>
/// <param name="What">What it does.</param>
/// <param name="IsAccess">It is a load or a store.</param>
public sealed record ThreadEffectData(string Function, string What, bool IsAccess);

namespace ApSpec.Check.Threads;

/// <summary>One effect of a thread's step.</summary>
/// <param name="Function">The kernel's function.</param>
/// <param name="What">What it does, in the kernel's words: <c>load pqap_hook</c>.</param>
public readonly record struct ThreadEffect(string Function, string What);

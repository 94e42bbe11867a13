namespace ApSpec.Check.Threads;

/// <summary>One effect of a thread's step.</summary>
/// <param name="Function">The kernel's function.</param>
/// <param name="What">What it does, in the kernel's words: <c>load pqap_hook</c>.</param>
public readonly record struct ThreadEffect(string Function, string What)
{
    /// <summary>How the words begin when a lock is wanted that has a name of its own in the source.</summary>
    public const string Lock = "lock ";

    /// <summary>The line in the user's tree; 0 for a model.</summary>
    public int Line { get; init; }

    /// <summary>The function with its line.</summary>
    public string Place => Line == 0 ? Function : $"{Function}:{Line}";

    /// <summary>A load or a store of a compiled driver, of which a call has many.</summary>
    public bool IsAccess { get; init; }
}

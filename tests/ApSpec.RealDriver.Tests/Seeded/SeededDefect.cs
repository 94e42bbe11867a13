namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>A defect that is put into a copy of a tree, as data: a function, the name of what it calls or sets there, and an action.</summary>
/// <param name="Name">What scores call it.</param>
/// <param name="Entry">The driver's entry point that it is reached from.</param>
/// <param name="Function">The function of vfio_ap_ops.c that is changed.</param>
/// <param name="Anchor">Text that the function's code has exactly once.</param>
/// <param name="Action">What is done there.</param>
/// <param name="Rules">Ids of the rules one of which must be blamed, with blanks between.</param>
/// <param name="Versions">The trees that have the place.</param>
/// <param name="Value">What <see cref="DefectAction.Return"/> returns and <see cref="DefectAction.Replace"/> puts.</param>
internal sealed record SeededDefect(
    string Name, string Entry, string Function, string Anchor, DefectAction Action, string Rules, string Versions = "6.1 6.12", string Value = "")
{
    /// <summary>Why no check finds it today; null when it must be found.</summary>
    public string? Missed { get; init; }

    /// <summary>What is done, in words.</summary>
    public string Words => Action switch
    {
        DefectAction.Drop => "dropped",
        DefectAction.Repeat => "done twice",
        DefectAction.Never => "never true",
        DefectAction.Negate => "negated",
        DefectAction.Return => $"then return {Value}",
        DefectAction.Replace => $"is {Value}",
        _ => throw new InvalidOperationException($"{Action}"),
    };

    /// <summary>True when a rule is one that must be blamed.</summary>
    public bool Expects(string rule) => Rules.Split(' ').Contains(rule);

    /// <summary>True when a tree has the place.</summary>
    public bool IsIn(string version) => Versions.Split(' ').Contains(version);
}

using System.Collections.Immutable;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers;

/// <summary>A driver revision of the catalog.</summary>
/// <param name="Name">What users write: <c>v5.10</c>.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="File">Its file's name under Revisions.</param>
/// <param name="Type">Its class.</param>
/// <param name="Create">Builds it in a world.</param>
public sealed record Revision(
    string Name, string Title, string File, Type Type, Func<World, KernelDriver> Create)
{
    /// <summary>The era whose kernel drives it.</summary>
    public Era Era => KernelDriver.EraOf(Type);

    /// <summary>What the core around it has, in the notifier era.</summary>
    public CoreTraits Traits { get; init; } = CoreTraits.Hook;

    /// <summary>The era whose lifecycle an mdev of it has.</summary>
    public Era Lifecycle => Traits.HasFlag(CoreTraits.OpenAttach) ? Era.OpenDevice : Era;

    /// <summary>The revision that its change was made to; null when it is the one listed before it.</summary>
    public string? Follows { get; init; }

    /// <summary>What it was called before, which users may still write; null for nothing.</summary>
    public string? FormerName { get; init; }

    /// <summary>The kernels it stands for, by their versions: one (<c>6.1.192</c>) or every one of a series (<c>7.3</c>).</summary>
    public ImmutableArray<string> Kernels { get; init; } = [];

    /// <summary>The real code that it behaved like in every step of <c>apspec lockstep</c>; null when it was never compared with any.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>What real code it was compared with, or that there was none.</summary>
    public string Grounds => ComparedWith is { } code ? $"compared with {code}" : "never compared with real code";

    /// <summary>For a model that was never compared with real code, the line that says so; null for any other.</summary>
    public string? Uncompared => ComparedWith is null ? $"{Name} is a model from reading, never compared with real code" : null;

    /// <summary>Where it was read.</summary>
    public string Source => Attribute<SourceAttribute>()?.Text ?? throw new InvalidOperationException($"{Name} cites no source");

    /// <summary>What of it is derived; null when nothing is.</summary>
    public string? Derived => Attribute<DerivedAttribute>()?.Text;

    /// <summary>Its whole text.</summary>
    public string Text
    {
        get
        {
            using var stream = Type.Assembly.GetManifestResourceStream(File)
                ?? throw new InvalidOperationException($"{File} is not in the assembly");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The suspected defects of one of its functions.</summary>
    public IEnumerable<string> SuspectedIn(string function) => MarksOf<SuspectedAttribute>(function).Select(mark => mark.Text);

    /// <summary>What of one of its functions was not read in any source.</summary>
    public IEnumerable<string> UnconfirmedIn(string function) => MarksOf<UnconfirmedAttribute>(function).Select(mark => mark.Text);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    /// <summary>What of any of its functions was not read in any source.</summary>
    public IEnumerable<string> Unconfirmed => MarksOf<UnconfirmedAttribute>(null).Select(mark => mark.Text).Distinct();

    private IEnumerable<T> MarksOf<T>(string? function)
        where T : Attribute =>
        Type.GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
                        | System.Reflection.BindingFlags.NonPublic)
            .Where(method => function is null || method.Name == function)
            .SelectMany(method => method.GetCustomAttributes(typeof(T), false))
            .Cast<T>();

    private T? Attribute<T>()
        where T : Attribute => (T?)System.Attribute.GetCustomAttribute(Type, typeof(T));
}

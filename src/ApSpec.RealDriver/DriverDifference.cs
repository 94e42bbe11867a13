using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver;

/// <summary>Compares two compiled drivers over the operations and fields that both have.</summary>
public sealed class DriverDifference(BuiltDriver a, BuiltDriver b)
{
    private readonly DriverFeatures both = a.Features & b.Features;

    /// <summary>Default scopes for the search over pairs of states: small, so that it gets deep.</summary>
    public static ImmutableArray<Scope> Scopes { get; } =
    [
        .. ((string[])[
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks",
            "mdevs=2 kvms=1 adapters=05 domains=0006 features=none",
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw pages=0x12,0x13",
            "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding,failures",
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,reset",
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks",
            "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,control,hw",
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,config,eventfds,vmfds",
            "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,binding",
            "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,binding,eventfds",
        ]).Select(line => ScopeText.Parse(line, out var error) ?? throw new InvalidOperationException(error)),
    ];

    /// <summary>Fields and operations of a scope that are not compared.</summary>
    public IEnumerable<string> LeftOut(Scope scope, Subject first, Subject second)
    {
        var of = new[] { first.AlphabetOf(scope), second.AlphabetOf(scope) };
        return first.FieldsOf(scope).Where(field => !IsCompared(field)).Select(field => field.Name)
            .Concat(of[0].Except(of[1]).Concat(of[1].Except(of[0])).Select(op => OperationSyntax.FormOf(op.Kind).Verb));
    }

    /// <summary>True for a field that only one of them has.</summary>
    public bool IsOfOne(FieldInfo field) => FeatureOf(field) is var feature and not DriverFeatures.None && a.Features.HasFlag(feature) != b.Features.HasFlag(feature);

    /// <summary>False for a field that only one of them has, and for fields of the VFIO core, which are not the drivers' difference.</summary>
    public bool IsCompared(FieldInfo field) => field.Name is not ("core_refs" or "dev_set_lock" or "group_lock") && both.HasFlag(FeatureOf(field));

    // The feature that a tree needs for a driver to have the field.
    private static DriverFeatures FeatureOf(FieldInfo field) => field.Name switch
    {
        "req_refs" => DriverFeatures.RequestIrq,
        "cfg_refs" => DriverFeatures.ConfigIrq,
        "add.apm" or "add.aqm" or "add.adm" => DriverFeatures.AddMasks,
        "shadow.apm" or "shadow.aqm" or "shadow.adm" => DriverFeatures.Shadow,
        "table" => DriverFeatures.QueueTable,
        _ => DriverFeatures.None,
    };
}

namespace ApSpec.Bench.Peers;

/// <summary>A scope of the bare lifecycle, in ApSpec's words and in those of spec/crosscheck.</summary>
/// <param name="Mdevs">Mdevs.</param>
/// <param name="Kvms">Guests.</param>
/// <param name="Cap">The counters' cap.</param>
/// <param name="TableBits">Logarithm of the slots of SPIN's table: enough for all states.</param>
internal sealed record SearchSize(int Mdevs, int Kvms, int Cap, int TableBits)
{
    /// <summary>Some 10^6 states.</summary>
    public static SearchSize Million { get; } = new(3, 1, 7, 22);

    /// <summary>Some 10^7 states.</summary>
    public static SearchSize TenMillion { get; } = new(2, 2, 7, 24);

    /// <summary>ApSpec's scope.</summary>
    public string Scope => $"mdevs={Mdevs} kvms={Kvms} cap={Cap} features=none";

    /// <summary>Arguments of the C preprocessor.</summary>
    public IReadOnlyList<string> Macros => [$"-DMDEVS={Mdevs}", $"-DKVMS={Kvms}", $"-DCAP={Cap}"];
}

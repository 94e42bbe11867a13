using System.Globalization;
using System.Text;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>What sysfs attributes show of a ledger, character by character.</summary>
public static class SysfsText
{
    /// <summary>Bytes of the page that an attribute is written to, the zero at its end included.</summary>
    public const int PageSize = 4096;

    private const int IdsMax = 256;

    /// <summary>An attribute of an mdev.</summary>
    public static string Read(in Observation ledger, MdevId m, SysfsFile file)
    {
        var mdev = ledger.Layout.Mdevs[m.Value];
        return file switch
        {
            SysfsFile.Matrix => Queues(ledger.Scope, ledger[mdev.Apm], ledger[mdev.Aqm]),
            SysfsFile.GuestMatrix => Queues(ledger.Scope, ledger[mdev.ShadowApm], ledger[mdev.ShadowAqm]),
            SysfsFile.ControlDomains => string.Concat(Domains(ledger.Scope, ledger[mdev.Adm]).Select(domain => $"{domain:x4}\n")),
            SysfsFile.ApConfig => $"{Mask(Adapters(ledger.Scope, ledger[mdev.Apm]))},{Mask(Domains(ledger.Scope, ledger[mdev.Aqm]))},"
                + $"{Mask(Domains(ledger.Scope, ledger[mdev.Adm]))}\n",
            _ => throw new InvalidOperationException($"unknown attribute {file}"),
        };
    }

    /// <summary>The attribute <c>status</c> of a queue that is bound to vfio_ap.</summary>
    public static string StatusOf(in Observation ledger, int queue)
    {
        var (adapter, domain) = (queue / ledger.Scope.Domains.Length, queue % ledger.Scope.Domains.Length);
        for (var m = 0; m < ledger.Scope.Mdevs; m++)
        {
            var mdev = ledger.Layout.Mdevs[m];
            if (ledger.LifeOf(new MdevId((byte)m)) != MdevLife.Live || !ledger[mdev.Apm].Contains(adapter) || !ledger[mdev.Aqm].Contains(domain))
                continue;
            return ledger[mdev.Kvm] != 0 && ledger[mdev.ShadowApm].Contains(adapter) && ledger[mdev.ShadowAqm].Contains(domain)
                ? "in use\n"
                : "assigned\n";
        }

        return "unassigned\n";
    }

    // All queues; adapters alone or domains alone while there is no queue.
    private static string Queues(Scope scope, ApMask apm, ApMask aqm)
    {
        var (adapters, domains) = (Adapters(scope, apm), Domains(scope, aqm));
        var text = new StringBuilder();
        foreach (var adapter in adapters.DefaultIfEmpty(-1))
        {
            foreach (var domain in domains.DefaultIfEmpty(-1))
            {
                if (adapter >= 0 || domain >= 0)
                    text.Append(CultureInfo.InvariantCulture, $"{(adapter < 0 ? "" : $"{adapter:x2}")}.{(domain < 0 ? "" : $"{domain:x4}")}\n");
            }
        }

        return text.ToString();
    }

    private static int[] Adapters(Scope scope, ApMask mask) => [.. scope.Adapters.Where((_, place) => mask.Contains(place)).Select(id => (int)id.Value)];

    private static int[] Domains(Scope scope, ApMask mask) => [.. scope.Domains.Where((_, place) => mask.Contains(place)).Select(id => (int)id.Value)];

    private static string Mask(int[] ids)
    {
        var digits = new char[IdsMax / 4];
        for (var digit = 0; digit < digits.Length; digit++)
        {
            var value = 0;
            for (var bit = 0; bit < 4; bit++)
                value |= ids.Contains((digit * 4) + bit) ? 8 >> bit : 0;
            digits[digit] = "0123456789abcdef"[value];
        }

        return $"0x{new string(digits)}";
    }
}

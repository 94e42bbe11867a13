using System.Globalization;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>Prints and reads the single operands of an operation's line.</summary>
internal static partial class OperandText
{
    public static string Print(Operand operand, in Operation op) => operand switch
    {
        Operand.Mdev => op.Mdev.ToString(),
        Operand.Kvm => op.Kvm?.ToString() ?? "null",
        Operand.KvmOrNull => op.Kvm?.ToString() ?? "null",
        Operand.KvmOrHost => op.Kvm?.ToString() ?? "host",
        Operand.Apid => op.Apid.ToString(),
        Operand.Apqi => op.Apqi.ToString(),
        Operand.Apqn => op.Apqn.ToString(),
        Operand.PlusApid => $"+{op.Apid}",
        Operand.MinusApid => $"-{op.Apid}",
        Operand.PlusApqi => $"+{op.Apqi}",
        Operand.MinusApqi => $"-{op.Apqi}",
        Operand.Isc => $"isc={op.Isc}",
        Operand.Nib => $"nib=0x{op.Address:x}",
        Operand.Vcpu => op.Vcpu == 0 ? "" : SecondVcpu,
        Operand.Iova => $"iova=0x{op.Address:x}",
        Operand.Page => $"page=0x{op.Address:x}",
        Operand.Pages => $"pages={op.Amount}",
        Operand.Psmid => $"psmid={op.Amount}",
        Operand.Time => $"{op.Amount * Ticks.Milliseconds}ms",
        Operand.LongTime => Ticks.LongText,
        Operand.Answer => $"{Word(op.Function)}={(byte)op.Code:x2}",
        Operand.ForTime => op.Amount == Ticks.Always ? "always" : $"for {op.Amount * Ticks.Milliseconds}ms",
        Operand.Takes => $"{Word(op.Function)} takes {op.Amount * Ticks.Milliseconds}ms",
        Operand.Adapters => $"apm={op.Adapters.ToString(2)}",
        Operand.Domains => $"aqm={op.Domains.ToString(4)}",
        Operand.Controls => $"adm={op.Controls.ToString(4)}",
        Operand.Eventfd => $"{Word(op.Eventfd)} {Word(op.Action)}",
        Operand.Override => OverrideWord(op.Override),
        Operand.Written => op.Written == TextForm.Plain ? "" : $"as=\"{NumberText.Escaped(op.Written, StoredId(op))}\"",
        Operand.Masks => op.Masks == ConfigForm.Plain ? "" : $"as={Word(op.Masks)}",
        Operand.Access => op.IsReadOnly ? ReadOnly : "",
        Operand.File => FileWord(op.File),
        Operand.Request => Snake(op.Request.ToString()),
        Operand.FailAllocHotPlug or Operand.FailCreate or Operand.FailBind or Operand.FailOpen or Operand.FailArgsz =>
            op.Fail == FailPoint.None ? "" : $"fail={op.Fail.ToString().ToLowerInvariant()}",
        _ => throw new InvalidOperationException($"unknown operand {operand}"),
    };

    public static string Usage(Operand operand) => operand switch
    {
        Operand.Mdev => "mN",
        Operand.Kvm => "kN",
        Operand.KvmOrNull => "kN|null",
        Operand.KvmOrHost => "kN|host",
        Operand.Apid => "AA",
        Operand.Apqi => "DDDD",
        Operand.Apqn => "AA.DDDD",
        Operand.PlusApid => "+AA",
        Operand.MinusApid => "-AA",
        Operand.PlusApqi => "+DDDD",
        Operand.MinusApqi => "-DDDD",
        Operand.Isc => "isc=0..7",
        Operand.Nib => "nib=0x0..0xffffffff",
        Operand.Vcpu => $"[{SecondVcpu}]",
        Operand.Iova => "iova=0x0..0xffffffff",
        Operand.Page => "page=0xP000",
        Operand.Pages => "pages=1..15",
        Operand.Psmid => "psmid=1..7",
        Operand.Time => "20..140ms",
        Operand.LongTime => Ticks.LongText,
        Operand.Answer => "tapq|rapq|zapq|aqic|nqap|dqap=RC",
        Operand.ForTime => "for 20..140ms|always",
        Operand.Takes => "zapq|aqic takes 20..140ms",
        Operand.Adapters => "apm=AA[,AA]|none",
        Operand.Domains => "aqm=DDDD[,DDDD]|none",
        Operand.Controls => "adm=DDDD[,DDDD]|none",
        Operand.Eventfd => "req|cfg on|off|bad",
        Operand.Override => "vfio_ap|host|none",
        Operand.Written => "[as=\"TEXT\"]",
        Operand.Masks => $"[as={string.Join('|', Enum.GetValues<ConfigForm>().Skip(1).Select(Word))}]",
        Operand.Access => $"[{ReadOnly}]",
        Operand.File => string.Join('|', Enum.GetValues<SysfsFile>().Select(FileWord)),
        Operand.Request => string.Join('|', Enum.GetValues<IoctlForm>().Select(form => Snake(form.ToString()))),
        Operand.FailAllocHotPlug => "[fail=alloc]",
        Operand.FailCreate => "[fail=alloc|register]",
        Operand.FailBind => "[fail=alloc|sysfs]",
        Operand.FailOpen => "[fail=module|group|iommu]",
        Operand.FailArgsz => "[fail=argsz]",
        _ => throw new InvalidOperationException($"unknown operand {operand}"),
    };

    /// <summary>Reads the words after the verb; null when they do not fit the form.</summary>
    public static Operation? Parse(OperationForm form, ReadOnlySpan<string> words)
    {
        var op = new Operation { Kind = form.Kind };
        var next = 0;
        foreach (var operand in form.Operands)
        {
            var used = Read(operand, words[next..], ref op);
            if (used < 0)
                return null;
            next += used;
        }

        return next == words.Length ? op : null;
    }

    // The number of words read, or -1.
    private static int Read(Operand operand, ReadOnlySpan<string> words, ref Operation op)
    {
        var word = words.Length > 0 ? words[0] : "";
        switch (operand)
        {
            case Operand.Mdev when Id(word, 'm', MdevId.CountMax) is { } mdev:
                op = op with { Mdev = new MdevId(mdev) };
                return 1;
            case Operand.Kvm or Operand.KvmOrNull or Operand.KvmOrHost when Id(word, 'k', KvmId.CountMax) is { } kvm:
                op = op with { Kvm = new KvmId(kvm) };
                return 1;
            case Operand.KvmOrNull when word == "null":
            case Operand.KvmOrHost when word == "host":
                return 1;
            case Operand.Apid when Apid.TryParse(word, out var apid):
                op = op with { Apid = apid };
                return 1;
            case Operand.Apqi when Apqi.TryParse(word, out var apqi):
                op = op with { Apqi = apqi };
                return 1;
            case Operand.Apqn when Apqn.TryParse(word, out var apqn):
                op = op with { Apid = apqn.Apid, Apqi = apqn.Apqi };
                return 1;
            case Operand.PlusApid or Operand.MinusApid
                when Signed(word, operand == Operand.PlusApid) is { } text && Apid.TryParse(text, out var apid):
                op = op with { Apid = apid };
                return 1;
            case Operand.PlusApqi or Operand.MinusApqi
                when Signed(word, operand == Operand.PlusApqi) is { } text && Apqi.TryParse(text, out var apqi):
                op = op with { Apqi = apqi };
                return 1;
            case Operand.Isc when Number(word, "isc=", 0, 7) is { } isc:
                op = op with { Isc = isc };
                return 1;
            case Operand.Nib when Address(word, "nib=") is { } nib:
                op = op with { Address = nib };
                return 1;
            case Operand.Iova when Address(word, "iova=") is { } iova:
                op = op with { Address = iova };
                return 1;
            case Operand.Page when Address(word, "page=") is { } page && page % 0x1000 == 0:
                op = op with { Address = page };
                return 1;
            case Operand.Pages when Number(word, "pages=", 1, 15) is { } pages:
                op = op with { Amount = pages };
                return 1;
            case Operand.Psmid when Number(word, "psmid=", 1, 7) is { } psmid:
                op = op with { Amount = psmid };
                return 1;
            case Operand.Time when Time(word) is { } time:
                op = op with { Amount = time };
                return 1;
            case Operand.LongTime when word == Ticks.LongText:
                return 1;
            case Operand.Answer when AnswerOf(word) is { } answer:
                op = op with { Function = answer.Function, Code = answer.Code };
                return 1;
            case Operand.ForTime when word == "always":
                op = op with { Amount = Ticks.Always };
                return 1;
            case Operand.ForTime when word == "for" && words.Length > 1 && Time(words[1]) is { } time:
                op = op with { Amount = time };
                return 2;
            case Operand.Takes when words.Length > 2 && word is ("zapq" or "aqic") && words[1] == "takes":
                if (Time(words[2]) is not { } duration)
                    return -1;
                op = op with { Function = word == "zapq" ? HwFunction.Zapq : HwFunction.Aqic, Amount = duration };
                return 3;
            case Operand.Adapters when Ids(word, "apm=", 2) is { } adapters:
                op = op with { Adapters = adapters };
                return 1;
            case Operand.Domains when Ids(word, "aqm=", 4) is { } domains:
                op = op with { Domains = domains };
                return 1;
            case Operand.Controls when Ids(word, "adm=", 4) is { } controls:
                op = op with { Controls = controls };
                return 1;
            case Operand.Eventfd when words.Length > 1:
                if (Enums<EventfdIndex>(word) is not { } eventfd || Enums<EventfdAction>(words[1]) is not { } action)
                    return -1;
                op = op with { Eventfd = eventfd, Action = action };
                return 2;
            case Operand.Override when OverrideOf(word) is { } name:
                op = op with { Override = name };
                return 1;
            case Operand.Written:
                if (!word.StartsWith("as=", StringComparison.Ordinal))
                    return 0;
                if (WrittenOf(word, StoredId(op)) is not { } written)
                    return -1;
                op = op with { Written = written };
                return 1;
            case Operand.Masks:
                if (!word.StartsWith("as=", StringComparison.Ordinal))
                    return 0;
                if (Enums<ConfigForm>(word["as=".Length..]) is not { } masks || masks == ConfigForm.Plain)
                    return -1;
                op = op with { Masks = masks };
                return 1;
            case Operand.Vcpu:
                op = op with { Vcpu = (byte)(word == SecondVcpu ? 1 : 0) };
                return op.Vcpu;
            case Operand.Access:
                op = op with { IsReadOnly = word == ReadOnly };
                return op.IsReadOnly ? 1 : 0;
            case Operand.File when Find(word, Enum.GetValues<SysfsFile>(), FileWord) is { } file:
                op = op with { File = file };
                return 1;
            case Operand.Request when Find(word, Enum.GetValues<IoctlForm>(), form => Snake(form.ToString())) is { } request:
                op = op with { Request = request };
                return 1;
            case Operand.FailAllocHotPlug or Operand.FailCreate or Operand.FailBind or Operand.FailOpen or Operand.FailArgsz:
                if (word.Length == 0)
                    return 0;
                if (FailOf(operand, word) is not { } fail)
                    return -1;
                op = op with { Fail = fail };
                return 1;
            default:
                return -1;
        }
    }

    private static byte? Id(string word, char letter, int count) =>
        word.Length == 2 && word[0] == letter && word[1] >= '0' && word[1] < '0' + count ? (byte)(word[1] - '0') : null;

    private static string? Signed(string word, bool plus) =>
        word.Length > 1 && word[0] == (plus ? '+' : '-') ? word[1..] : null;

    private static byte? Number(string word, string prefix, int min, int max) =>
        word.StartsWith(prefix, StringComparison.Ordinal)
        && byte.TryParse(word.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= min && value <= max
            ? value
            : null;

    private static uint? Address(string word, string prefix) =>
        word.StartsWith(prefix + "0x", StringComparison.Ordinal)
        && uint.TryParse(word.AsSpan(prefix.Length + 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static byte? Time(string word) =>
        word.EndsWith("ms", StringComparison.Ordinal)
        && int.TryParse(word.AsSpan(0, word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
        && ms > 0 && ms % Ticks.Milliseconds == 0 && ms / Ticks.Milliseconds <= Ticks.Max
            ? (byte)(ms / Ticks.Milliseconds)
            : null;

    private static (HwFunction Function, ResponseCode Code)? AnswerOf(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || !byte.TryParse(word.AsSpan(at + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || word.Length != at + 3 || !Enum.IsDefined((ResponseCode)code))
            return null;
        foreach (var function in Enum.GetValues<HwFunction>())
        {
            if (Word(function) == word[..at])
                return (function, (ResponseCode)code);
        }

        return null;
    }

    private static FailPoint? FailOf(Operand operand, string word) => (operand, word) switch
    {
        (Operand.FailAllocHotPlug or Operand.FailCreate or Operand.FailBind, "fail=alloc") => FailPoint.Alloc,
        (Operand.FailCreate, "fail=register") => FailPoint.Register,
        (Operand.FailBind, "fail=sysfs") => FailPoint.Sysfs,
        (Operand.FailOpen, "fail=module") => FailPoint.Module,
        (Operand.FailOpen, "fail=group") => FailPoint.Group,
        (Operand.FailOpen, "fail=iommu") => FailPoint.Iommu,
        (Operand.FailArgsz, "fail=argsz") => FailPoint.Argsz,
        _ => null,
    };

    private static IdPair? Ids(string word, string prefix, int digits) =>
        word.StartsWith(prefix, StringComparison.Ordinal) ? IdPair.Parse(word[prefix.Length..], digits) : null;

    private static T? Enums<T>(string word)
        where T : struct, Enum => Find(word, Enum.GetValues<T>(), Word);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

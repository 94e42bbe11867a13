using System.Globalization;
using System.Text;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Replay;

/// <summary>Writes records as tables in C, which Shim/replay/main.c runs.</summary>
internal static class RecordSource
{
    /// <summary>The text of trace.c.</summary>
    public static string Generate(IReadOnlyList<CallRecord> records, CoreFacts facts)
    {
        var text = new StringBuilder("/* Written by apspec: what recorded traces call, what the driver asked for, and what it was answered. */\n"
            + "#include \"replay/replay.h\"\n");
        for (var i = 0; i < records.Count; i++)
            Append(text, records[i], i);
        text.Append("\nconst struct apx_table apx_tables[] = {\n");
        for (var i = 0; i < records.Count; i++)
            AppendTable(text, records[i], i, ScopeBounds.ToNative(records[i].Trace.Scope, facts));
        text.Append("};\nconst apx_u32 apx_table_count = sizeof(apx_tables) / sizeof(apx_tables[0]);\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, CallRecord record, int number)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nstatic const char *const steps{number}[] = {{\n");
        foreach (var operation in record.Trace.Operations)
            text.Append(CultureInfo.InvariantCulture, $"\t{Quoted(operation.ToString())},\n");
        text.Append(CultureInfo.InvariantCulture, $"}};\nstatic const struct apx_exchange exchanges{number}[] = {{\n");
        foreach (var exchange in record.Calls.SelectMany(call => call.Exchanges))
            text.Append(CultureInfo.InvariantCulture, $"\t{Exchange(exchange)},\n");
        text.Append(CultureInfo.InvariantCulture, $"\t{{ 0 }}\n}};\nstatic const struct apx_record records{number}[] = {{\n");
        foreach (var call in record.Calls)
            text.Append(CultureInfo.InvariantCulture, $"\t{Call(call, record)},\n");
        text.Append("};\n");
    }

    private static void AppendTable(StringBuilder text, CallRecord record, int number, in NativeScope scope)
    {
        text.Append(CultureInfo.InvariantCulture, $"\t{{ .name = {Quoted(record.Name)}, .scope = {{ .size = sizeof(struct apx_scope), .mdevs = {scope.Mdevs}, ");
        text.Append(CultureInfo.InvariantCulture, $".kvms = {scope.Kvms}, .adapters = {scope.Adapters}, .domains = {scope.Domains}, ");
        text.Append(CultureInfo.InvariantCulture, $".pages = {scope.Pages}, .iscs = {scope.Iscs}, .instances = {scope.Instances}, ");
        text.Append(CultureInfo.InvariantCulture, $".format = {scope.Format}, .flags = 0x{(uint)(scope.Flags & ~NativeScopeFlags.Locks):x},\n");
        text.Append(CultureInfo.InvariantCulture, $"\t    .apid = {{ {List(scope.Apid, scope.Adapters)} }}, .apqi = {{ {List(scope.Apqi, scope.Domains)} }}, ");
        text.Append(CultureInfo.InvariantCulture, $".isc = {{ {List(scope.Isc, scope.Iscs)} }}, .page = {{ {List(scope.Page, scope.Pages)} }} }},\n");
        text.Append(CultureInfo.InvariantCulture, $"\t  .sleeps = {DriverCalls.SleepsMax}, .accesses = {DriverCalls.AccessesMax((int)(scope.Adapters * scope.Domains))}ull, .step = steps{number}, ");
        text.Append(CultureInfo.InvariantCulture, $".record = records{number}, .records = {record.Calls.Length}, ");
        text.Append(CultureInfo.InvariantCulture, $".exchange = exchanges{number}, .exchanges = {record.Requests} }},\n");
    }

    private static string List(ReadOnlySpan<byte> values, uint count) =>
        count == 0 ? "0" : string.Join(", ", values[..(int)count].ToArray().Select(value => $"0x{value:x}"));

    private static string List(ReadOnlySpan<uint> values, uint count) =>
        count == 0 ? "0" : string.Join(", ", values[..(int)count].ToArray().Select(value => $"0x{value:x}"));

    private static string Exchange(CallExchange exchange)
    {
        var request = exchange.Request;
        var answer = exchange.Answer;
        return exchange.Status == NativeStatus.Sleep
            ? $"{{ APX_SLEEP, {{ .ms = {request.Milliseconds} }} }}"
            : $"{{ APX_INSTRUCTION, {{ .function = {Constant(request.Function)}, .queue = {request.Queue}, .apid = 0x{request.Apid:x}, "
                + $".apqi = 0x{request.Apqi:x}, .isc = {request.Isc}, .kvm = {request.Kvm}, .page = 0x{request.Page:x} }},\n\t  "
                + $"{{ .response_code = 0x{answer.ResponseCode:x}, .queue_empty = {answer.QueueEmpty}, "
                + $".replies_waiting = {answer.RepliesWaiting}, .queue_full = {answer.QueueFull}, .irq_enabled = {answer.IrqEnabled} }} }}";
    }

    private static string Call(RecordedCall recorded, CallRecord record)
    {
        var call = recorded.Call;
        var fields = new StringBuilder();
        void Put(string name, ulong value)
        {
            if (value != 0)
                fields.Append(CultureInfo.InvariantCulture, $", .{name} = 0x{value:x}");
        }

        void PutMask(string name, in NativeMask mask)
        {
            if (mask != default)
                fields.Append(CultureInfo.InvariantCulture, $", .{name} = {{ 0x{mask.Word0:x}, 0x{mask.Word1:x}, 0x{mask.Word2:x}, 0x{mask.Word3:x} }}");
        }

        Put("mdev", call.Mdev);
        Put("kvm", call.Kvm);
        Put("arg", call.Arg);
        Put("isc", call.Isc);
        Put("queue", call.Queue);
        Put("apid", call.Apid);
        Put("apqi", call.Apqi);
        Put("id", call.Id);
        Put("address", call.Address);
        Put("fail_alloc", call.FailAlloc);
        PutMask("apm", call.Apm);
        PutMask("aqm", call.Aqm);
        PutMask("adm", call.Adm);
        var kind = recorded.Kind switch
        {
            RecordKind.Call => "APX_RECORD_CALL",
            RecordKind.Perms => "APX_RECORD_PERMS",
            RecordKind.GoesOn => "APX_RECORD_GOES_ON",
            RecordKind.Passed => "APX_RECORD_PASSED",
            RecordKind.GivenUp => "APX_RECORD_GIVEN_UP",
            RecordKind.Work => "APX_RECORD_WORK",
            _ => throw new InvalidOperationException($"unknown kind of record {recorded.Kind}"),
        };
        var op = recorded.Kind == RecordKind.Call ? Constant(call.Op) : "0";
        return $"{{ {kind}, {recorded.Step}, {recorded.Task}, {recorded.Exchanges.Length}, {{ .op = {op}{fields} }}, {Constant(recorded.End.Status)}, "
            + $"{recorded.End.Result}, {Stop(recorded.Stop)}, {Quoted(CallText.Format(recorded, record.Trace))} }}";
    }

    private static string Stop(RecordedStop? stop) => stop is null ? "{ 0 }"
        : $"{{ {stop.Calls}, {stop.Object}, {stop.Before.Offset}, {stop.Before.Size}, {(stop.Before.IsWrite ? 1 : 0)}, {stop.Accesses} }}";

    private static string Constant(Enum value) =>
        $"APX_{CallText.Name(value).ToUpperInvariant().Replace("CONFIG_CHANGED", "CFG_CHANGED", StringComparison.Ordinal)}";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\' and not (byte)'?')
                quoted.Append((char)unit);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\{Convert.ToString(unit, 8).PadLeft(3, '0')}");
        }

        return quoted.Append('"').ToString();
    }
}

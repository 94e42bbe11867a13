using System.Runtime.InteropServices;
using ApSpec.Kernel;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>Turns the events of a call into the faults and lock edges of the step.</summary>
internal sealed unsafe class DriverEvents(DriverLibrary library, World world)
{
    private readonly EventPlace places = new(library.Path);
    private readonly bool keepsEdges = world.Scope.Has(Features.Locks);

    /// <summary>Gets accesses without a common lock; null when they are not wanted.</summary>
    public RacePairs? Races { get; set; }

    /// <summary>Reads the events of the call that just ended into the world's log.</summary>
    public void Read()
    {
        uint count;
        uint lost;
        var events = library.Api->Events(&count, &lost);
        for (var i = 0; i < count; i++)
            Read(events[i]);
        for (var i = 0; Races is not null && i + 1 < count; i++)
        {
            if (events[i].Kind == NativeEventKind.Race)
                Races.Add(AccessOf(events[i]), AccessOf(events[++i]));
        }

        if (lost != 0)
            world.Log.CutOff("more events in one call than are kept");
    }

    private void Read(in NativeEvent e)
    {
        if (e.Kind == NativeEventKind.Config)
        {
            world.NoteConfig(isSame: e.ClassB != 0);
            return;
        }

        if (e.Kind == NativeEventKind.Missing)
        {
            world.Log.CutOff(MissingFunction.ReasonOf(places.Text(e.Subject)));
            return;
        }

        if (e.Kind is NativeEventKind.Allocated or NativeEventKind.Race)
            return; // no rule judges this
        if (e.Kind == NativeEventKind.Freed)
        {
            world.Log.NoteFreed(places.Find(e).Function);
            return;
        }

        if (e.Kind == NativeEventKind.Edge)
        {
            if (keepsEdges)
                Edge(e);
            return;
        }

        var (function, line) = places.Find(e);
        if (e.Kind == NativeEventKind.Masks)
        {
            world.NoteMasks(e.IdA, isClear: e.ClassA != 0, isChange: (e.IdB & 1) != 0, hasEventfd: (e.IdB & 2) != 0, isUnderLock: e.ClassB != 0, function, line);
            return;
        }

        if (e.Kind == NativeEventKind.List)
        {
            world.NoteList(isUnderLock: e.ClassB != 0, function, line);
            return;
        }

        if (e.Kind == NativeEventKind.Signal)
        {
            world.NoteSignal(e.IdA, e.ClassA == 0 ? EventfdIndex.Req : EventfdIndex.Cfg, isUnderLock: e.ClassB != 0, function, line);
            return;
        }

        var isWait = e.Kind == NativeEventKind.Hang && world.Hardware.HasAnswerForEver();
        world.Log.Add(new Fault(KindOf(e.Kind), isWait ? Fault.AnotherAnswer : Subject(e, function), function, line));
    }

    /// <summary>A constant text of the library.</summary>
    public string TextOf(nint text) => places.Text((byte*)text);

    /// <summary>Where a thread gives way.</summary>
    public SourcePlace PlaceOf(in NativeRequest request) => places.Find(request);

    private RaceEvent AccessOf(in NativeEvent e) => new(places.Text(e.Subject), e.At, e.Size, e.ClassA != 0, e.Locks, e.Pc);

    private void Edge(in NativeEvent e)
    {
        var (function, line) = places.Find(e);
        var from = new LockId((LockClass)e.ClassA, e.IdA);
        var to = new LockId((LockClass)e.ClassB, e.IdB);
        var fields = world.Layout.Observation.World;
        if ((int)from.Class >= fields.LockClasses || (int)to.Class >= fields.LockClasses)
            return; // the layout of an older era has no field for it
        world.Log.Add(new LockEdge(from, to, function, line)
        {
            Held = new HeldSet(e.Held, e.Alone),
            IsToShared = e.IsShared != 0,
            HeldAt = places.FindHeld(e),
            FromText = TextOf(from, e.HeldText),
            ToText = TextOf(to, e.Subject),
        });
        world.Set(fields.Edges[((int)from.Class * fields.LockClasses) + (int)to.Class], 1);
    }

    // Other classes have letters.
    private string TextOf(LockId id, byte* text) => id.Class == LockClass.Other && text != null ? places.Text(text) : "";

    private static string Subject(in NativeEvent e, string function) => e.Kind is NativeEventKind.Deadlock or NativeEventKind.UnlockNotHeld
        ? new LockId((LockClass)e.ClassA, e.IdA).ToString()
        : e.Kind == NativeEventKind.Null ? "a pointer"
        : e.Subject == null ? "memory" : Unprefixed(Marshal.PtrToStringUTF8((nint)e.Subject)?.Trim() ?? "memory", $"{function.Split(' ')[0]}: ");

    // The fault already names the function.
    private static string Unprefixed(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static FaultKind KindOf(NativeEventKind kind) => kind switch
    {
        NativeEventKind.UnlockNotHeld => FaultKind.UnlockNotHeld,
        NativeEventKind.Deadlock => FaultKind.Deadlock,
        NativeEventKind.RefUnderflow => FaultKind.RefUnderflow,
        NativeEventKind.UseAfterFree => FaultKind.UseAfterFree,
        NativeEventKind.Null => FaultKind.NullDereference,
        NativeEventKind.Warning => FaultKind.Warning,
        NativeEventKind.DoubleFree => FaultKind.DoubleFree,
        NativeEventKind.Wild => FaultKind.WildAccess,
        NativeEventKind.OutOfBounds => FaultKind.OutOfBounds,
        NativeEventKind.Bug => FaultKind.Bug,
        NativeEventKind.ListCorruption => FaultKind.ListCorruption,
        NativeEventKind.Hang => FaultKind.Hang,
        _ => throw new InvalidOperationException($"unknown event {kind}"),
    };
}

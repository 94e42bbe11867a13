using System.Runtime.InteropServices;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Run;

/// <summary>Where in the user's tree an event of a call happened.</summary>
internal sealed unsafe class EventPlace(string library)
{
    private readonly Dictionary<nint, string> texts = [];
    private readonly Dictionary<(nint Function, nint File, uint Line, uint Pc), string> places = [];
    private readonly SourceLines lines = new(library);

    /// <summary>The function with file and line in brackets; the line alone when no file is known.</summary>
    public (string Function, int Line) Find(in NativeEvent e)
    {
        var place = ((nint)e.Function, (nint)e.File, e.Line, e.Pc);
        if (!places.TryGetValue(place, out var known))
        {
            known = TextOf(e);
            places.Add(place, known);
        }

        return (known, 0);
    }

    /// <summary>Where the lock was taken that an edge's call holds; empty when that is not known.</summary>
    public string FindHeld(in NativeEvent e) => e.HeldFunction == null ? ""
        : e.HeldLine == 0 && e.HeldFile != null ? $"{Text(e.HeldFunction)} ({Path.GetFileName(Text(e.HeldFile))})" // a function of KVM that the shim stands for
        : Find(new NativeEvent { Function = e.HeldFunction, File = e.HeldFile, Line = e.HeldLine }).Function;

    /// <summary>The place of a point.</summary>
    public SourcePlace Find(in NativeRequest point)
    {
        if (point.PointFunction != 0)
            return new SourcePlace(Text((byte*)point.PointFunction), point.PointFile == 0 ? null : Path.GetFileName(Text((byte*)point.PointFile)), (int)point.Line);
        return point.Pc == 0 ? new SourcePlace("", null, 0) : lines.Find(point.Pc);
    }

    /// <summary>The name of a function or file. It is a constant of the library, so it is read only once.</summary>
    public string Text(byte* text)
    {
        if (texts.TryGetValue((nint)text, out var known))
            return known;
        known = Marshal.PtrToStringUTF8((nint)text) ?? "";
        texts.Add((nint)text, known);
        return known;
    }

    private string TextOf(in NativeEvent e)
    {
        if (e.Function == null)
            return e.Pc != 0 ? lines.Find(e.Pc).ToString() : "a place unknown";
        var function = Text(e.Function);
        return e.File == null ? (e.Line > 0 ? $"{function}:{e.Line}" : function) : $"{function} ({Path.GetFileName(Text(e.File))}:{e.Line})";
    }
}

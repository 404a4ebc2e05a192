using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Adc.Tests.Oracle;

/// <summary>A .tflite file loaded into the TensorFlow Lite library, ready to run on one thread.</summary>
internal sealed unsafe class OracleModel : IDisposable
{
    private const nuint Alignment = 64;

    private readonly byte* file;
    private readonly nint model;
    private readonly nint interpreter;
    private readonly GCHandle messages;

    /// <summary>Loads a file and prepares its operators.</summary>
    /// <exception cref="OracleRefusalException">The library does not take the model.</exception>
    public OracleModel(ReadOnlySpan<byte> bytes)
    {
        messages = GCHandle.Alloc(new StringBuilder());

        // The library reads the file in place for as long as the model lives.
        file = (byte*)NativeMemory.AlignedAlloc((nuint)bytes.Length, Alignment);
        bytes.CopyTo(new Span<byte>(file, bytes.Length));
        model = Api.ModelCreate(file, (nuint)bytes.Length);
        nint options = Api.OptionsCreate();
        Api.OptionsSetNumThreads(options, 1);
        Api.OptionsSetErrorReporter(options, &Report, GCHandle.ToIntPtr(messages));
        interpreter = model == 0 ? 0 : Api.InterpreterCreate(model, options);
        Api.OptionsDelete(options);
        if (interpreter == 0 || Api.AllocateTensors(interpreter) != 0)
        {
            string text = Messages;
            Dispose();
            throw new OracleRefusalException(text);
        }
    }

    private string Messages => messages.Target!.ToString()!.Trim();

    /// <summary>Runs the model once on the bytes of its inputs and returns the bytes of its outputs.</summary>
    /// <exception cref="OracleRefusalException">An operator failed.</exception>
    public byte[][] Run(params byte[][] inputs)
    {
        Assert.Equal(Api.InputCount(interpreter), inputs.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].CopyTo(Bytes(Api.InputTensor(interpreter, i), inputs[i].Length));
        }

        if (Api.Invoke(interpreter) != 0)
        {
            throw new OracleRefusalException(Messages);
        }

        return [.. Enumerable.Range(0, Api.OutputCount(interpreter)).Select(i =>
        {
            nint tensor = Api.OutputTensor(interpreter, i);
            return Bytes(tensor, (int)Api.ByteSize(tensor)).ToArray();
        })];
    }

    /// <summary>Runs the model once on typed elements of its only input and returns those of its only output.</summary>
    public TOut[] Run<TIn, TOut>(TIn[] input)
        where TIn : unmanaged
        where TOut : unmanaged =>
        MemoryMarshal.Cast<byte, TOut>(Assert.Single(Run(MemoryMarshal.AsBytes(input.AsSpan()).ToArray()))).ToArray();

    public void Dispose()
    {
        if (interpreter != 0)
        {
            Api.InterpreterDelete(interpreter);
        }

        if (model != 0)
        {
            Api.ModelDelete(model);
        }

        NativeMemory.AlignedFree(file);
        messages.Free();
    }

    private static Span<byte> Bytes(nint tensor, int expectedSize)
    {
        Assert.Equal((nuint)expectedSize, Api.ByteSize(tensor));
        return new Span<byte>(Api.Data(tensor), expectedSize);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Report(nint user, byte* format, nint arguments)
    {
        byte* text = stackalloc byte[1024];
        int length = Math.Min(1023, VPrint(text, 1024, format, arguments));
        ((StringBuilder)GCHandle.FromIntPtr(user).Target!).AppendLine(Encoding.UTF8.GetString(text, Math.Max(0, length)));
    }

    [DllImport("libc", EntryPoint = "vsnprintf")]
    private static extern int VPrint(byte* text, nuint size, byte* format, nint arguments);

    /// <summary>The functions of TensorFlow Lite's c_api.h that are needed here.</summary>
    private static class Api
    {
        public static readonly delegate* unmanaged[Cdecl]<byte*, nuint, nint> ModelCreate =
            (delegate* unmanaged[Cdecl]<byte*, nuint, nint>)TfLiteLibrary.Export("TfLiteModelCreate");

        public static readonly delegate* unmanaged[Cdecl]<nint, void> ModelDelete =
            (delegate* unmanaged[Cdecl]<nint, void>)TfLiteLibrary.Export("TfLiteModelDelete");

        public static readonly delegate* unmanaged[Cdecl]<nint> OptionsCreate =
            (delegate* unmanaged[Cdecl]<nint>)TfLiteLibrary.Export("TfLiteInterpreterOptionsCreate");

        public static readonly delegate* unmanaged[Cdecl]<nint, void> OptionsDelete =
            (delegate* unmanaged[Cdecl]<nint, void>)TfLiteLibrary.Export("TfLiteInterpreterOptionsDelete");

        public static readonly delegate* unmanaged[Cdecl]<nint, int, void> OptionsSetNumThreads =
            (delegate* unmanaged[Cdecl]<nint, int, void>)TfLiteLibrary.Export("TfLiteInterpreterOptionsSetNumThreads");

        public static readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, byte*, nint, void>, nint, void>
            OptionsSetErrorReporter = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, byte*, nint, void>, nint, void>)
            TfLiteLibrary.Export("TfLiteInterpreterOptionsSetErrorReporter");

        public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint> InterpreterCreate =
            (delegate* unmanaged[Cdecl]<nint, nint, nint>)TfLiteLibrary.Export("TfLiteInterpreterCreate");

        public static readonly delegate* unmanaged[Cdecl]<nint, void> InterpreterDelete =
            (delegate* unmanaged[Cdecl]<nint, void>)TfLiteLibrary.Export("TfLiteInterpreterDelete");

        public static readonly delegate* unmanaged[Cdecl]<nint, int> AllocateTensors =
            (delegate* unmanaged[Cdecl]<nint, int>)TfLiteLibrary.Export("TfLiteInterpreterAllocateTensors");

        public static readonly delegate* unmanaged[Cdecl]<nint, int> Invoke =
            (delegate* unmanaged[Cdecl]<nint, int>)TfLiteLibrary.Export("TfLiteInterpreterInvoke");

        public static readonly delegate* unmanaged[Cdecl]<nint, int> InputCount =
            (delegate* unmanaged[Cdecl]<nint, int>)TfLiteLibrary.Export("TfLiteInterpreterGetInputTensorCount");

        public static readonly delegate* unmanaged[Cdecl]<nint, int> OutputCount =
            (delegate* unmanaged[Cdecl]<nint, int>)TfLiteLibrary.Export("TfLiteInterpreterGetOutputTensorCount");

        public static readonly delegate* unmanaged[Cdecl]<nint, int, nint> InputTensor =
            (delegate* unmanaged[Cdecl]<nint, int, nint>)TfLiteLibrary.Export("TfLiteInterpreterGetInputTensor");

        public static readonly delegate* unmanaged[Cdecl]<nint, int, nint> OutputTensor =
            (delegate* unmanaged[Cdecl]<nint, int, nint>)TfLiteLibrary.Export("TfLiteInterpreterGetOutputTensor");

        public static readonly delegate* unmanaged[Cdecl]<nint, nuint> ByteSize =
            (delegate* unmanaged[Cdecl]<nint, nuint>)TfLiteLibrary.Export("TfLiteTensorByteSize");

        public static readonly delegate* unmanaged[Cdecl]<nint, void*> Data =
            (delegate* unmanaged[Cdecl]<nint, void*>)TfLiteLibrary.Export("TfLiteTensorData");
    }
}
